using System.Text.Json.Nodes;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phaseo;
using VideoGen.Http;
using VideoGen.Tests.Emulators;

namespace VideoGen.Tests.Client.Webhooks;

/// <summary>From the submission to the end that is reported, with the reports the emulated service sends by itself.</summary>
public sealed class PhaseoDeliveryTests
{
    [Fact]
    public async Task Submitted_WithASecret_IsReportedUntilItsEnd()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync(PhaseoContract.Apr);
        await using var listen = new ListenFixture(room.Time);
        foreach ((string name, string value) in room.Emulator.Environment)
        {
            listen.Environment[name] = value;
        }

        await listen.BeginAsync(new WebhookOptions { Count = 1 });
        SubmissionRun run = await listen.Client.OpenSubmissionAsync(new SubmitOptions { WebhookSecret = new Secret(ListenFixture.Secret) }, CancellationToken.None);
        var row = new VideoRequest { Provider = "Phaseo", Prompt = "A paper boat", WebhookUri = new Uri($"http://localhost:{listen.Port}/hook") };
        SubmitResult? submitted = null;
        await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), result => submitted = result, CancellationToken.None);
        VideoJob job = submitted!.Job!;

        for (int second = 0; second < 15; second++)
        {
            room.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await listen.EndedAsync();
        Assert.Equal(VideoStatus.Completed, (await listen.FindAsync(job)).Status);
        Assert.Equal(job.Key, Assert.Single(listen.Told, report => report.Outcome == WebhookOutcome.Ended).Reading!.Job.Key);
        Assert.DoesNotContain(listen.Told, report => report.Outcome is WebhookOutcome.Refused or WebhookOutcome.Malformed or WebhookOutcome.Failed);
        Assert.DoesNotContain(
            Directory.GetFiles(listen.Home, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(ListenFixture.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task August_EndpointWithASigningSecret_TellsTheEndOnce()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync(PhaseoContract.Aug);
        await using var listen = new ListenFixture(room.Time);
        PhaseoReply endpoint = await room.PostAsync(
            "/webhook-endpoints", $$"""{"name":"a","url":"http://localhost:{{listen.Port}}/hook","events":["video.completed","job.completed"]}""", PhaseoRoom.ManagementKey);
        listen.Environment["VIDEOGEN_PHASEO_WEBHOOK_SECRET"] = endpoint["signing_secret"]!;
        await listen.BeginAsync();
        string id = await room.MakeAsync(PhaseoRoom.With(("webhook", new JsonObject { ["endpoint_id"] = endpoint["id"], ["events"] = new JsonArray("video.completed", "job.completed") })));
        VideoJob job = listen.Put("Phaseo", id);
        room.Time.Advance(TimeSpan.FromSeconds(15));

        WebhookReport[] told = [await listen.NextAsync(), await listen.NextAsync()];

        Assert.Equal([WebhookOutcome.Ended, WebhookOutcome.Progressed], told.Select(report => report.Outcome));
        Assert.All(room.Emulator.Deliveries, delivery => Assert.Equal(System.Net.HttpStatusCode.OK, delivery.Status));
        Assert.Equal(VideoStatus.Completed, (await listen.FindAsync(job)).Status);
    }
}
