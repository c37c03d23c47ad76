using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Bad ends, lost answers and refusals, through the whole client.</summary>
public sealed class PhaseoClientTroubleTests : PhaseoClientScene
{
    [Theory]
    [InlineData(PhaseoContract.Apr, "[expire]", VideoStatus.Failed, "failed: Video generation failed")]
    [InlineData(PhaseoContract.Apr, "[cancel]", VideoStatus.Cancelled, "")]
    [InlineData(PhaseoContract.Aug, "[cancel]", VideoStatus.Cancelled, "")]
    [InlineData(PhaseoContract.Aug, "[expire]", VideoStatus.Failed, "generation_failed: Video generation failed")]
    public async Task Read_BadEnd_CostsNothing(PhaseoContract contract, string prompt, VideoStatus status, string error)
    {
        (Emulator.Settings.Contract, Emulator.Settings.ErrorIsObject) = (contract, contract == PhaseoContract.Aug);

        VideoJob job = await FinishAsync(Boat with { Prompt = prompt });

        Assert.Equal((status, error, new VideoCost(0, "USD", Charged: true)), (job.Status, $"{job.Error}", job.Cost));
    }

    [Fact]
    public async Task Read_TroubleOfTheProviderBehind_FailsNoJob()
    {
        VideoJob job = (await SubmitAsync(Boat)).Job!;
        Emulator.Scenarios.Play(PhaseoScenarios.UpstreamTrouble(), times: 2);
        Assert.Equal(VideoStatus.Queued, (await ReadAsync(job)).Status);

        Emulator.Scenarios.Play(PhaseoScenarios.PipelineError(), times: 100);
        JobReading reading = await Client.ReadAsync(job, CancellationToken.None);
        Assert.Equal(("ServiceFailed", VideoStatus.Queued), (reading.Error!.ErrorId, reading.Job.Status));
    }

    [Fact]
    public async Task Submit_LostAnswers_AreUnknownAndNeverSentAgain()
    {
        Scenario[] losses = [AnswerScenarios.LostAnswer(), Scenarios.Html(), Scenarios.Status(502, "<html>"), PhaseoScenarios.PipelineError(), PhaseoScenarios.ProvidersDown(), AnswerScenarios.Answer("{}"), Scenarios.RedirectTo(new Uri("http://localhost:1/")), Scenarios.Status(401, "sign in")];
        foreach ((int number, Scenario loss) in losses.Index())
        {
            Emulator.Scenarios.Play(loss);
            SubmitResult result = await SubmitAsync(Boat with { Prompt = $"boat {number}" });
            Assert.Equal((VideoStatus.Unknown, "JobUnknown"), (result.Job!.Status, result.Error!.ErrorId));
        }

        Assert.Equal(losses.Length, Emulator.Ledger.Entries.Count);
        AssertNoCanary();
    }

    [Fact]
    public async Task Submit_Refusals_LeaveNothing()
    {
        Environment["VIDEOGEN_PHASEO_KEY"] = "aistats_v1_sk_poor_secret";
        Assert.Equal("PaymentRequired", (await SubmitAsync(Boat)).Error!.ErrorId);
        Environment["VIDEOGEN_PHASEO_KEY"] = "aistats_v1_sk_capped_secret";
        Assert.Equal("QuotaReached", (await SubmitAsync(Boat)).Error!.ErrorId);
        Environment["VIDEOGEN_PHASEO_KEY"] = "wrong";
        Assert.Equal("Unauthorized", (await SubmitAsync(Boat)).Error!.ErrorId);
        Environment["VIDEOGEN_PHASEO_KEY"] = Canary;
        Assert.Equal("ContentRefused", (await SubmitAsync(Boat with { Prompt = "[moderated]" })).Error!.ErrorId);
        Emulator.Settings.VideoEnabled = false;
        Assert.Equal("ServiceFailed", (await SubmitAsync(Boat)).Error!.ErrorId);

        Assert.Empty(Emulator.Jobs);
        Assert.Empty((await Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
        AssertNoCanary();
    }
}
