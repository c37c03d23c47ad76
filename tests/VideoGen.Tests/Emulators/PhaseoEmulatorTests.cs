using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>The life of a job in the April contract, over plain HTTP.</summary>
public sealed class PhaseoEmulatorTests : IAsyncLifetime
{
    private const string Veo = """{"model":"google/veo-3.1-lite","prompt":"A lighthouse","duration":5,"resolution":"720p","sample_count":2,"generate_audio":false}""";

    private PhaseoRoom Room { get; set; } = null!;

    public async Task InitializeAsync() => Room = await PhaseoRoom.StartAsync();

    public async Task DisposeAsync() => await Room.DisposeAsync();

    [Fact]
    public async Task PhaseoEmulator_Job_PassesThroughItsStatesAndIsBilledAtItsEnd()
    {
        string id = await Room.MakeAsync();
        PhaseoReply pending = await Room.GetAsync($"/videos/{id}");
        Room.Time.Advance(TimeSpan.FromSeconds(5));
        PhaseoReply running = await Room.GetAsync($"/videos/{id}");
        Assert.Empty(Room.Emulator.Settings.Account.Charges.Entries);
        Room.Time.Advance(TimeSpan.FromSeconds(7));
        PhaseoReply done = await Room.GetAsync($"/videos/{id}");

        Assert.Equal(("pending", "0", "estimated"), (pending["status"], pending["progress"], pending.Json["billing"]!["state"]!.ToString()));
        Assert.Equal(("in_progress", "30", "estimated"), (running["status"], running["progress"], running.Json["billing"]!["state"]!.ToString()));
        Assert.Equal(("completed", "100", "settled"), (done["status"], done["progress"], done.Json["billing"]!["state"]!.ToString()));
        Charge charge = Assert.Single(Room.Emulator.Settings.Account.Charges.Entries);
        Assert.Equal((id, 0.4m, 99.6m), (charge.JobId, charge.Amount, Room.Emulator.Settings.Account.Charges.Balance));
    }

    [Theory]
    [InlineData("[fail]", "failed")]
    [InlineData("[cancel]", "cancelled")]
    [InlineData("[expire]", "failed")]
    public async Task PhaseoEmulator_BadEnd_IsVoidAndChargesNothing(string prompt, string status)
    {
        PhaseoReply reply = await Room.GetAsync($"/videos/{await Room.FinishAsync(PhaseoRoom.With(("prompt", prompt)))}");

        Assert.Equal((status, "void", "0.00"), (reply["status"], reply.Json["billing"]!["state"]!.ToString(), reply.Json["billing"]!["settled_user_cost"]!.ToString()));
        Assert.Equal("Video generation failed", reply["error"]);
        Assert.Empty(Room.Emulator.Settings.Account.Charges.Entries);
    }

    [Fact]
    public async Task PhaseoEmulator_StuckJob_NeverEnds()
    {
        string id = await Room.MakeAsync(PhaseoRoom.With(("prompt", "[stuck]")));
        Room.Time.Advance(TimeSpan.FromDays(300));

        Assert.Equal("in_progress", (await Room.GetAsync($"/videos/{id}"))["status"]);
    }

    [Fact]
    public async Task PhaseoEmulator_PaceOfReads_ShowsEachStateOnce()
    {
        Room.Emulator.Settings.Pace = JobPace.OneReadEach;
        string id = await Room.MakeAsync();

        var seen = new List<string?>();
        for (int read = 0; read < 3; read++)
        {
            seen.Add((await Room.GetAsync($"/videos/{id}"))["status"]);
        }

        Assert.Equal(["pending", "in_progress", "completed"], seen);
    }

    [Fact]
    public async Task PhaseoEmulator_SeveralOutputs_EachHasItsContentAndLink()
    {
        JsonNode video = (await Room.GetAsync($"/videos/{await Room.FinishAsync(Veo)}")).Json;

        JsonArray outputs = video["outputs"]!.AsArray();
        Assert.Equal(2, outputs.Count);
        Assert.Equal("0.30", video["billing"]!["settled_user_cost"]!.ToString());
        Assert.Equal("google-vertex", video["provider"]!.ToString());
        for (int index = 0; index < 2; index++)
        {
            Assert.Equal(Room.Emulator.Settings.Video(index), (await Room.GetAsync(outputs[index]!["content_url"]!.ToString())).Bytes);
            Assert.Equal(Room.Emulator.Settings.Video(index), (await Room.GetAsync(outputs[index]!["download_url"]!.ToString(), null)).Bytes);
        }

        PhaseoReply third = await Room.GetAsync($"/videos/{video["id"]}/content?index=2");
        Assert.Equal((HttpStatusCode.NotFound, "video_output_not_found"), (third.Status, third["reason"]));
        Assert.Equal($"ast_{video["id"]!.ToString()[2..]}", video["asset"]!["id"]!.ToString());
    }

    [Theory]
    [InlineData("bytes", true, false)]
    [InlineData("signed_url", false, true)]
    [InlineData("both", true, true)]
    public async Task PhaseoEmulator_OutputAccess_DecidesWhichLinksThereAre(string access, bool content, bool download)
    {
        JsonObject video = (await Room.GetAsync($"/videos/{await Room.FinishAsync(PhaseoRoom.With(("output", new JsonObject { ["access"] = access })))}")).Json.AsObject();

        Assert.Equal((access, content, download, download), (video["output_access"]!.ToString(), video.ContainsKey("content_url"), video.ContainsKey("download_url"), video.ContainsKey("expires_at")));
    }

    [Fact]
    public async Task PhaseoEmulator_Link_DiesAndIsRenewedByAStatusRequest()
    {
        string id = await Room.FinishAsync();
        string first = (await Room.GetAsync($"/videos/{id}"))["download_url"]!;
        Room.Time.Advance(TimeSpan.FromSeconds(900));
        HttpStatusCode atTheEnd = (await Room.GetAsync(first, null)).Status;
        Room.Time.Advance(TimeSpan.FromSeconds(1));
        PhaseoReply dead = await Room.GetAsync(first, null);
        string second = (await Room.GetAsync($"/videos/{id}"))["download_url"]!;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, "missing_or_invalid_authorization_header"), (atTheEnd, dead.Status, dead["reason"]));
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync(second, null)).Status);
        Room.Emulator.ExpireLinks();
        Assert.Equal(HttpStatusCode.Unauthorized, (await Room.GetAsync(second, null)).Status);
    }

    [Fact]
    public async Task PhaseoEmulator_LinkOfAnotherJob_IsRefused()
    {
        string one = await Room.FinishAsync();
        string other = await Room.FinishAsync();
        PhaseoReply reply = await Room.GetAsync((await Room.GetAsync($"/videos/{one}"))["download_url"]!.Replace($"/{one}/", $"/{other}/", StringComparison.Ordinal), null);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error", "signed_download_video_mismatch"), (reply.Status, reply["error"], reply["reason"]));
    }

    [Fact]
    public async Task PhaseoEmulator_DownloadOrigin_IsThatOfSignedLinksAlone()
    {
        Room.Emulator.Settings.DownloadOrigin = new UriBuilder(Room.Emulator.BaseUri) { Host = "localhost" }.Uri;
        JsonNode video = (await Room.GetAsync($"/videos/{await Room.FinishAsync()}")).Json;

        Assert.StartsWith("http://127.0.0.1:", video["content_url"]!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("http://localhost:", video["download_url"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync(video["download_url"]!.ToString(), null)).Status);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.PartialContent, 100)]
    [InlineData(false, HttpStatusCode.OK, 200_000)]
    public async Task PhaseoEmulator_Range_IsServedWhereSet(bool serves, HttpStatusCode status, int length)
    {
        Room.Emulator.Settings.ServesRanges = serves;
        PhaseoReply reply = await Room.SendAsync("GET", $"/videos/{await Room.FinishAsync()}/content", range: "bytes=100-199");

        Assert.Equal((status, length), (reply.Status, reply.Bytes.Length));
    }

    [Fact]
    public async Task PhaseoEmulator_List_FiltersLimitsAndKeepsAccountsApart()
    {
        string failed = await Room.FinishAsync(PhaseoRoom.With(("prompt", "[fail]")));
        string cancelled = await Room.FinishAsync(PhaseoRoom.With(("prompt", "[cancel]")));
        string done = await Room.FinishAsync();
        string running = await Room.MakeAsync();
        Room.Time.Advance(TimeSpan.FromSeconds(3));
        string queued = await Room.MakeAsync();
        string foreign = await Room.MakeAsync(key: "aistats_v1_sk_other_secret");

        Assert.Equal([queued, running, done, cancelled, failed], await ListAsync(""));
        Assert.Equal([queued], await ListAsync("?limit=0"));
        Assert.Equal([queued, running], await ListAsync("?limit=2"));
        Assert.Equal(5, (await ListAsync("?limit=many")).Length);
        Assert.Equal([done, cancelled, failed], await ListAsync("?status=completed,error"));
        Assert.Equal([running, done], await ListAsync("?status=processing&status=success"));
        Assert.Equal([queued], await ListAsync("?status=QUEUED,nonsense"));
        Assert.Equal([foreign], await ListAsync("", "aistats_v1_sk_other_secret"));
        _ = await Room.SendAsync("DELETE", $"/videos/{done}");
        Assert.Contains(done, await ListAsync(""));
        Room.Emulator.Settings.ListsDeleted = false;
        Assert.DoesNotContain(done, await ListAsync(""));
    }

    [Theory]
    [InlineData("""{"order":["google-ai-studio"]}""", "google-ai-studio")]
    [InlineData("""{"only":["google-ai-studio"]}""", "google-ai-studio")]
    [InlineData("""{"ignore":["google-vertex"]}""", "google-ai-studio")]
    [InlineData("""{"order":["nobody"]}""", "google-vertex")]
    [InlineData("""{"ignore":["google-vertex","google-ai-studio"]}""", null)]
    [InlineData("""{"only":["openai"]}""", null)]
    public async Task PhaseoEmulator_Routing_ChoosesTheProvider(string routing, string? provider)
    {
        PhaseoReply reply = await Room.PostAsync("/videos", PhaseoRoom.With(("model", "google/veo-3.1-lite"), ("size", null), ("provider", JsonNode.Parse(routing))));

        Assert.Equal(provider is null ? (HttpStatusCode.BadRequest, "unsupported_model_or_endpoint") : (HttpStatusCode.Accepted, null), (reply.Status, reply["error"]));
        Assert.Equal(provider, reply["provider"]);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.BadRequest)]
    [InlineData(true, HttpStatusCode.Accepted)]
    public async Task PhaseoEmulator_AlphaRoute_IsTakenOnlyWhenAskedFor(bool alpha, HttpStatusCode status) =>
        Assert.Equal(status, (await Room.PostAsync("/videos", PhaseoRoom.With(("model", "bytedance/seedance-2.0"), ("provider", new JsonObject { ["include_alpha"] = alpha })))).Status);

    [Fact]
    public async Task PhaseoEmulator_Credits_AreWhatIsLeft()
    {
        _ = await Room.FinishAsync();

        Assert.Equal("""{"ok":true,"credits":{"remaining":99600000000,"thirty_day_usage":400000000,"thirty_day_requests":1}}""", (await Room.GetAsync("/credits?team_id=team_test")).Text);
        PhaseoReply none = await Room.GetAsync("/credits");
        Assert.Equal((HttpStatusCode.BadRequest, "validation_error", "missing_team_id"), (none.Status, none["error"], none["reason"]));
        PhaseoReply foreign = await Room.GetAsync("/credits?team_id=team_other");
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (foreign.Status, foreign["error"]));
        Room.Emulator.Settings.CreditsNeedAccountId = false;
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync("/credits")).Status);
    }

    [Fact]
    public async Task PhaseoEmulator_OtherPathAndDocumentedCreateAnswer_AreServed()
    {
        Room.Emulator.Settings.CreateAnswer = PhaseoCreateAnswer.Documented;
        PhaseoReply made = await Room.PostAsync("/video/generations", PhaseoRoom.Boat);

        Assert.Equal((HttpStatusCode.Accepted, "video", "pending", "estimated"), (made.Status, made["object"], made["status"], made.Json["billing"]!["state"]!.ToString()));
        Assert.Equal(made["id"], (await Room.GetAsync($"/video/generations/{made["id"]}"))["id"]);
    }

    [Fact]
    public async Task PhaseoEmulator_Words_CanBeOthers()
    {
        (Room.Emulator.Settings.QueuedWord, Room.Emulator.Settings.RunningWord, Room.Emulator.Settings.ErrorIsObject) = ("queued", "processing", true);
        string id = await Room.MakeAsync(PhaseoRoom.With(("prompt", "[fail]")));
        string? queued = (await Room.GetAsync($"/videos/{id}"))["status"];
        Room.Time.Advance(TimeSpan.FromSeconds(3));
        string? running = (await Room.GetAsync($"/videos/{id}"))["status"];
        Room.Time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(("queued", "processing"), (queued, running));
        Assert.Equal("generation_failed", (await Room.GetAsync($"/videos/{id}")).Json["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task PhaseoEmulator_Environment_LeadsToIt()
    {
        Assert.Equal([("VIDEOGEN_PHASEO_URI", $"{Room.Emulator.BaseUri}v1"), ("VIDEOGEN_PHASEO_KEY", PhaseoRoom.AprilKey), ("VIDEOGEN_PHASEO_TEAM_ID", "team_test")], Room.Emulator.Environment);
        Assert.Equal(HttpStatusCode.OK, (await Room.GetAsync($"{Room.Emulator.Environment[0].Value}/health", null)).Status);
    }

    private async Task<string[]> ListAsync(string query, string key = PhaseoRoom.AprilKey) =>
        [.. (await Room.GetAsync($"/videos{query}", key)).Json["data"]!.AsArray().Select(video => video!["id"]!.ToString())];
}
