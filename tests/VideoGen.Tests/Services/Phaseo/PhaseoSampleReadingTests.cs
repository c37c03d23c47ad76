using System.Net;
using VideoGen.Client;
using VideoGen.Emulators.Media;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Phaseo;
using VideoGen.Tests.Emulators;
using static VideoGen.Tests.Services.Phaseo.PhaseoTestRequests;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Each answer recorded from the gateway, given to the provider unchanged: status, headers and body.</summary>
public sealed class PhaseoSampleReadingTests
{
    private const string Job = "G-01M7Y3198M7R0SJPJRXZW07QZN";

    private static readonly Dictionary<string, Func<Replay, Task>> Uses = new(StringComparer.Ordinal)
    {
        ["create-ok"] = replay => replay.IsMade("G-01M7Y3198AEMR8CJ64S1AGMB7M"),
        ["no-duration"] = replay => replay.IsMade("G-01M7Y3197V274M2V6ADJ83H7D7"),
        ["no-auth"] = replay => replay.IsRefused("Unauthorized", "unauthorised", "missing_or_invalid_authorization_header"),
        ["bad-format-key"] = replay => replay.IsRefused("Unauthorized", "unauthorised", "invalid_key_format"),
        ["bad-json"] = replay => replay.IsRefused("RequestRefused", "invalid_json", "invalid_json"),
        ["missing-prompt"] = replay => replay.IsRefused("RequestRefused", "validation_error", "Invalid input: expected string, received undefined at prompt"),
        ["no-model"] = replay => replay.IsRefused("RequestRefused", "validation_error", "Invalid input: expected string, received undefined at model"),
        ["size-resolution"] = replay => replay.IsRefused("RequestRefused", "validation_error", "size cannot be combined with resolution or aspect_ratio at size"),
        ["unknown-member"] = replay => replay.IsRefused("RequestRefused", "validation_error", "Unrecognized key: \"foo\""),
        ["duration-121"] = replay => replay.IsRefused("RequestRefused", "validation_error", "Too big: expected number to be <=120 at duration"),
        ["unknown-model"] = replay => replay.IsRefused("RequestRefused", "unsupported_model_or_endpoint", "Unsupported model or endpoint."),
        ["poor"] = replay => replay.IsRefused("PaymentRequired", "insufficient_funds", "insufficient_balance"),
        ["capped"] = replay => replay.IsRefused("QuotaReached", "key_limit_exceeded", "daily_request_limit_reached"),
        ["upstream-reject"] = replay => replay.IsRefused("ContentRefused", "upstream_error", "Your request was blocked by our moderation system."),
        ["get-1"] = async replay =>
        {
            JobSnapshot job = await replay.ReadAsync();
            Assert.Equal((VideoStatus.Running, 60, 4, "sora-2", null), (job.Status, job.Progress, job.Duration, job.Model, job.Outputs));
            Assert.Equal((new VideoCost(0.4m, "USD", Charged: false), TimeSpan.FromSeconds(20)), (job.Cost, job.PollAfter));
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1775037600), job.CreatedAt);
        },
        ["get-2"] = replay => replay.IsCompletedAsync(),
        ["get-3"] = replay => replay.IsCompletedAsync(),
        ["signed-url-access"] = async replay =>
        {
            JobSnapshot job = await replay.ReadAsync("G-01M7Y319PP61Y3JM2B0AB8B4S9");
            Assert.StartsWith("http://127.0.0.1:8791/v1/videos/G-01M7Y319PP61Y3JM2B0AB8B4S9/content?download_token=", Assert.Single(job.Outputs!).Uri!.AbsoluteUri, StringComparison.Ordinal);
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795233309), job.ExpiresAt);
        },
        ["failed"] = async replay =>
        {
            JobSnapshot job = await replay.ReadAsync("G-01M7Y319K3Z6CYYT98JCF2G77J");
            Assert.Equal((VideoStatus.Failed, 90, new JobError("failed", "Video generation failed")), (job.Status, job.Progress, job.Error));
            Assert.Equal(new VideoCost(0, "USD", Charged: true), job.Cost);
        },
        ["get-deleted"] = async replay => Assert.Null((await replay.Provider.ReadAsync([Job], default))[0]),
        ["unknown"] = async replay => Assert.Null((await replay.Provider.ReadAsync(["G-NOPE"], default))[0]),
        ["unknown-key-list"] = async replay =>
        {
            VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => replay.ListAsync());
            Assert.Equal(("Unauthorized", "unauthorised"), (error.ErrorId, error.ServiceCode));
            Assert.Contains("key_not_found_or_revoked", error.Message, StringComparison.Ordinal);
        },
        ["list"] = async replay =>
        {
            JobSnapshot job = Assert.Single(await replay.ListAsync());
            Assert.Equal((Job, VideoStatus.Completed, new VideoCost(0.4m, "USD", Charged: true)), (job.Id, job.Status, job.Cost));
            Assert.Equal(new DateTimeOffset(2026, 11, 21, 3, 40, 8, 854, TimeSpan.Zero), job.CreatedAt);
            Assert.Equal(replay.ContentUri, Assert.Single(job.Outputs!).Uri);
        },
        ["models"] = async replay =>
        {
            VideoModel model = Assert.Single(await replay.Provider.ListModelsAsync(default));
            Assert.Equal(("openai/sora-2", "Sora 2, made by openai", null), (model.Name, model.Description, model.Durations));
            Assert.Equal(["TextOnly", "FirstFrame", "Size"], model.Features);
        },
        ["delete"] = replay => replay.IsDeletedAsync(),
        ["delete-twice"] = replay => replay.IsDeletedAsync(),
        ["delete-early"] = async replay =>
        {
            VideoGenException refusal = (await replay.Provider.DeleteAsync([Job], default))[0]!;
            Assert.Equal(("CannotDelete", "validation_error"), (refusal.ErrorId, refusal.ServiceCode));
            Assert.Contains("video_delete_requires_terminal_status", refusal.Message, StringComparison.Ordinal);
        },
        ["cancel"] = async replay =>
        {
            VideoGenException refusal = await Assert.ThrowsAsync<VideoGenException>(() => replay.Provider.CancelAsync(Job, default));
            Assert.Equal(("CannotStop", "not_implemented_yet", HttpStatusCode.NotImplemented), (refusal.ErrorId, refusal.ServiceCode, refusal.HttpStatus));
            Assert.Contains($"Phaseo does not stop jobs at present; {Job} goes on", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("video_cancel_temporarily_disabled", refusal.Message, StringComparison.Ordinal);
        },
        ["content"] = replay => replay.IsSavedAsync(),
        ["signed"] = replay => replay.IsSavedAsync(),
        ["content-early"] = replay => replay.IsNotSavedAsync("DownloadFailed", "not_ready", "video_not_ready"),
        ["content-deleted"] = replay => replay.IsNotSavedAsync("LinkExpired", "not_found", "video_deleted"),
        ["failed-content"] = replay => replay.IsNotSavedAsync("DownloadFailed", "upstream_error", "video_generation_failed"),
        ["signed-tampered"] = replay => replay.IsNotSavedAsync("LinkExpired", "unauthorised", "missing_or_invalid_authorization_header", withKey: false),
    };

    public static TheoryData<string> Recorded => [.. PhaseoSample.Names];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Provider_RecordedAnswer_IsRead(string name)
    {
        using var replay = new Replay(PhaseoSample.Read(name));

        await Uses[name](replay);

        Assert.True(replay.Answered > 0);
    }

    [Fact]
    public void Samples_All_AreUsedAndNoneIsLeftOver()
    {
        Assert.Equal(34, PhaseoSample.Names.Count);
        Assert.Equal(PhaseoSample.Names, Uses.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A provider whose every request gets one recorded answer.</summary>
    private sealed class Replay : HttpMessageHandler
    {
        private readonly PhaseoSample _sample;
        private readonly ProviderBench _bench;

        public Replay(PhaseoSample sample)
        {
            _sample = sample;
            _bench = new ProviderBench(PhaseoCatalog.Description, network: this);
            Provider = new PhaseoProvider(_bench.Context);
        }

        public PhaseoProvider Provider { get; }

        public int Answered { get; private set; }

        /// <summary>Of the job below our endpoint: its own address is of another origin, where the key does not go.</summary>
        public Uri ContentUri { get; } = new($"https://api.phaseo.app/v1/videos/{Job}/content");

        public async Task IsMade(string id)
        {
            JobSnapshot made = await Provider.SubmitAsync(Submission(Boat), default);
            Assert.Equal((id, VideoStatus.Queued, null, _sample.Body), (made.Id, made.Status, made.Cost, made.Raw));
        }

        public async Task IsRefused(string id, string code, string words)
        {
            VideoGenException reason = (await Assert.ThrowsAsync<SubmissionRefusedException>(() => Provider.SubmitAsync(Submission(Boat), default))).Reason;
            Assert.Equal((id, code, (HttpStatusCode)_sample.Status), (reason.ErrorId, reason.ServiceCode, reason.HttpStatus));
            Assert.Contains(words, reason.Message, StringComparison.Ordinal);
            Assert.Equal(1, Answered);
        }

        public async Task<JobSnapshot> ReadAsync(string id = Job)
        {
            JobSnapshot job = (await Provider.ReadAsync([id], default))[0]!;
            Assert.Equal((id, _sample.Body), (job.Id, job.Raw));
            return job;
        }

        public async Task IsCompletedAsync()
        {
            JobSnapshot job = await ReadAsync();
            Assert.Equal((VideoStatus.Completed, 100, new VideoCost(0.4m, "USD", Charged: true)), (job.Status, job.Progress, job.Cost));
            Assert.Equal(new DateTimeOffset(2026, 11, 21, 3, 40, 8, 978, TimeSpan.Zero), job.CompletedAt);
            Assert.Equal((ContentUri, null), (Assert.Single(job.Outputs!).Uri, job.ExpiresAt));
        }

        public async Task<List<JobSnapshot>> ListAsync()
        {
            var jobs = new List<JobSnapshot>();
            await foreach (JobSnapshot job in Provider.ListAsync(new JobListingQuery(), default))
            {
                jobs.Add(job);
            }

            return jobs;
        }

        public async Task IsDeletedAsync() => Assert.Null((await Provider.DeleteAsync([Job], default))[0]);

        public async Task IsSavedAsync()
        {
            using var folder = new TemporaryHome();
            SavedFile file = await DownloadAsync(folder, withKey: true);
            Assert.Equal((SampleClip.Mp4(1000).Length, "video/mp4"), (file.Bytes, file.MediaType));
        }

        public async Task IsNotSavedAsync(string id, string code, string reason, bool withKey = true)
        {
            using var folder = new TemporaryHome();
            VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => DownloadAsync(folder, withKey));
            Assert.Equal(id, error.ErrorId);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);

            ServiceError stated = PhaseoErrors.Read((HttpStatusCode)_sample.Status, _sample.Body)!;
            Assert.Equal((code, reason), (stated.Code, stated.Message));
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Answered++;

            // The bodies of videos were not kept.
            var answer = new HttpResponseMessage((HttpStatusCode)_sample.Status)
            {
                RequestMessage = request,
                Content = _sample.Body.Length > 0 ? new StringContent(_sample.Body) : new ByteArrayContent(SampleClip.Mp4(1000)),
            };
            _ = answer.Content.Headers.Remove("content-type");
            foreach ((string header, string value) in _sample.Headers)
            {
                Assert.True(answer.Headers.TryAddWithoutValidation(header, value) || answer.Content.Headers.TryAddWithoutValidation(header, value));
            }

            return Task.FromResult(answer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _bench.Dispose();
            }

            base.Dispose(disposing);
        }

        private async Task<SavedFile> DownloadAsync(TemporaryHome folder, bool withKey)
        {
            using var pipeline = new HttpPipeline(TimeProvider.System, new Random(1), new HttpPipelineOptions { Retry = Http.StubNetwork.Quick, Network = this });
            var source = new DownloadSource(ContentUri, "job/0") { Credential = withKey ? Provider.DownloadCredential : null };
            return await new Downloader(pipeline).DownloadAsync(source, folder.At("clip.mp4"), overwrite: false, progress: null, default);
        }
    }
}
