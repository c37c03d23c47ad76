using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>Trouble on purpose, and what a test in another process can ask and change.</summary>
public sealed class PhaseoEmulatorTestsTrouble : IAsyncLifetime
{
    private PhaseoRoom Room { get; set; } = null!;

    public async Task InitializeAsync() => Room = await PhaseoRoom.StartAsync();

    public async Task DisposeAsync() => await Room.DisposeAsync();

    public static TheoryData<Scenario, int, string, string?> Troubles => new()
    {
        { PhaseoScenarios.UpstreamTrouble(), 502, "upstream_error", "video_provider_request_failed" },
        { PhaseoScenarios.UpstreamLimit("7"), 429, "upstream_error", "upstream_rate_limited" },
        { PhaseoScenarios.PipelineError(), 500, "pipeline_execution_error", null },
        { PhaseoScenarios.ProvidersDown(), 502, "upstream_error", "all_candidates_failed" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task PhaseoEmulator_Trouble_IsPlayedOnceAndTheJobGoesOn(Scenario trouble, int status, string error, string? reason)
    {
        string id = await Room.MakeAsync();
        Room.Emulator.Scenarios.Play(trouble);
        PhaseoReply first = await Room.GetAsync($"/videos/{id}");

        Assert.Equal((status, error, reason), ((int)first.Status, first["error"], first["reason"]));
        Assert.Equal(status == 429 ? "7" : null, first.Headers.GetValueOrDefault("retry-after"));
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync($"/videos/{id}")).Status);
    }

    [Fact]
    public async Task PhaseoEmulator_LostAnswerOfACreate_LeavesAJobInTheList()
    {
        Room.Emulator.Scenarios.Play(AnswerScenarios.LostAnswer());
        await Assert.ThrowsAsync<HttpRequestException>(() => Room.PostAsync("/videos", PhaseoRoom.Boat));

        Assert.Equal(Room.Emulator.Jobs.Single().Id, (await Room.GetAsync("/videos")).Json["data"]![0]!["id"]!.ToString());
    }

    [Fact]
    public async Task PhaseoEmulator_OtherProcess_SeesJobsAndChargesAndSwitches()
    {
        string control = $"{Room.Emulator.BaseUri}_emulator/phaseo";
        string id = await Room.FinishAsync();
        string link = (await Room.GetAsync($"/videos/{id}"))["download_url"]!;

        JsonNode job = Assert.Single((await Room.GetAsync($"{control}/jobs", null)).Json.AsArray())!;
        Assert.Equal((id, "completed", 0.4), (job["id"]!.ToString(), job["status"]!.ToString(), (double)job["cost"]!));
        Assert.Equal($$"""[{"account":"team_test","job":"{{id}}","amount":0.4,"unit":"USD"}]""", (await Room.GetAsync($"{control}/charges", null)).Text);

        Assert.Equal(HttpStatusCode.NoContent, (await Room.PostAsync($"{control}?contract=aug&expireLinks=true&queuedSeconds=0&runningSeconds=0", null, null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Room.GetAsync(link, null)).Status);
        Assert.Equal("completed", (await Room.PostAsync("/videos", PhaseoRoom.Boat))["status"]);
        Assert.Equal(PhaseoContract.Aug, Room.Emulator.Settings.Contract);
        _ = await Room.PostAsync($"{control}?enabled=false", null, null);
        Assert.Equal(HttpStatusCode.NotImplemented, (await Room.GetAsync("/videos")).Status);
    }
}
