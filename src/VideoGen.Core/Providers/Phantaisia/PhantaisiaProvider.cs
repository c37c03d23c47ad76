using System.Text.Json.Nodes;
using VideoGen.Http;

namespace VideoGen.Providers.Phantaisia;

/// <summary>
/// Phantaisia (EventStation.ai, DreamStation) animates one image, or makes the transition between two. Source of what is said here:
/// the page "Video Generation API" of helpcenter.eventstation.ai.
/// </summary>
public sealed class PhantaisiaProvider(ProviderContext context) : IVideoProvider
{
    private const string SingleFramePath = "v1/run/single_frame_video";
    private const string FirstLastFramePath = "v1/run/first_last_frame_video";

    internal static ProviderDescriptor Description { get; } = new()
    {
        Name = "Phantaisia",
        Description = "Animates an image, or makes the transition between two.",
        Endpoint = new Uri("https://api.phantaisia.com"),
        Credential = CredentialNeed.Required,
        Models = PhantaisiaModels.All,
        ChooseModel = PhantaisiaModels.Choose,
        CheckRules = CheckRules,
        Quote = static _ => PriceQuote.Unknown("credits", "Phantaisia does not publish what a clip costs."),
        BillingUnit = "credits",
        ImageForms = ImageForms.Url | ImageForms.Bytes,

        // "Every 5-10 seconds"; the page's own sample waits 7.
        PollInterval = TimeSpan.FromSeconds(7),
    };

    public ProviderDescriptor Descriptor => context.Service!.Descriptor;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        VideoRequest request = submission.Request;
        ApiTransport service = NotSentException.Preparing(() => context.Service!.OpenWithBearer(PhantaisiaErrors.ReadRun));
        var images = new BodyImages();
        string first = await images.TextOfAsync(Require(submission.Image), cancellationToken).ConfigureAwait(false);
        (string path, HttpContent content) = submission.LastImage is { } lastImage
            ? (FirstLastFramePath, RequestBody.Create(
                FirstLast(request, first, await images.TextOfAsync(lastImage, cancellationToken).ConfigureAwait(false)),
                PhantaisiaJson.Default.FirstLastFrameRun,
                request.Option,
                images))
            : (SingleFramePath, RequestBody.Create(Single(request, first), PhantaisiaJson.Default.SingleFrameRun, request.Option, images));
        ApiAnswer<PhantaisiaJob> answer = await service.SendAsync(
            new ApiRequest(HttpMethod.Post, path, ApiCall.Submit) { Content = content }, PhantaisiaJson.Default.PhantaisiaJob, cancellationToken).ConfigureAwait(false);
        return PhantaisiaAnswers.ToMadeJob(answer);
    }

    /// <summary>One path for both kinds of job, asked by POST with an empty body.</summary>
    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiTransport service = context.Service!.OpenWithBearer(PhantaisiaErrors.ReadStatus);
        var jobs = new List<JobSnapshot?>();
        foreach (string id in ids)
        {
            try
            {
                var request = new ApiRequest(HttpMethod.Post, $"v1/status/single_frame_video/{ApiPath.Of(id)}", ApiCall.Read);
                ApiAnswer<PhantaisiaJob> answer = await service.SendAsync(request, PhantaisiaJson.Default.PhantaisiaJob, cancellationToken).ConfigureAwait(false);
                jobs.Add(PhantaisiaAnswers.ToJob(id, service.Endpoint, answer));
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.NotFoundAtService)
            {
                // What an unknown id is answered with is not documented.
                jobs.Add(null);
            }
        }

        return jobs;
    }

    /// <summary>What the tables cannot say; and whether a member of <c>Option</c> stands for what is set already.</summary>
    private static VideoRequest CheckRules(VideoRequest request, ModelDescriptor model)
    {
        if (request.Resolution is not null)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"Phantaisia {model.Name} has no choice of resolution; leave it out.");
        }

        JsonObject? option = request.Option;
        _ = request.LastImage is null
            ? RequestBody.Merge(Single(request, ""), PhantaisiaJson.Default.SingleFrameRun, option)
            : RequestBody.Merge(FirstLast(request, "", ""), PhantaisiaJson.Default.FirstLastFrameRun, option);
        return request;
    }

    private static SingleFrameRun Single(VideoRequest request, string image) => new()
    {
        PromptImage = image,
        Prompt = request.Prompt,
        Model = request.Model,
        Duration = DurationOf(request),
        AspectRatio = request.AspectRatio,
    };

    private static FirstLastFrameRun FirstLast(VideoRequest request, string first, string last) => new()
    {
        FirstFrame = first,
        LastFrame = last,
        Prompt = request.Prompt,
        Model = request.Model,
        Duration = DurationOf(request),
    };

    private static string? DurationOf(VideoRequest request) => request.Duration is { } seconds ? FormattableString.Invariant($"{seconds}s") : null;

    private static ImageContent Require(ImageContent? image) =>
        image ?? throw new NotSentException(new VideoGenException(VideoErrors.MissingValue, "Phantaisia starts from an image: give Image."));
}
