using VideoGen.Http;

namespace VideoGen.Providers.Artnex;

/// <summary>
/// Artnex sells clips of several makers' models, from a text or an image. Sources of what is said here: docs.artnex.app/api/overview,
/// /api/authentication and /api/generate-video.
/// </summary>
public sealed class ArtnexProvider(ProviderContext context) : IVideoProvider
{
    internal const string Unit = "credits";

    internal static ProviderDescriptor Description { get; } = new()
    {
        Name = "Artnex",
        Description = "Clips of Veo, Sora, Kling, WAN and Seedance, from a text or an image.",
        Endpoint = new Uri("https://api.artnex.ai/v1"),
        Credential = CredentialNeed.Required,
        Settings = new Dictionary<string, string>
        {
            [ArtnexStatusPath.Setting] = $"The path of a job's status, which the service does not document, with {ArtnexStatusPath.Placeholder} in it; {ArtnexStatusPath.Default} without one.",
        },
        Models = ArtnexModels.All,
        ChooseModel = ArtnexModels.Choose,
        CheckRules = ArtnexRules.Check,
        Quote = ArtnexModels.Quote,
        BillingUnit = Unit,
        HasPriceTable = true,
        ImageForms = ImageForms.Url | ImageForms.Bytes,
        BodyFields = [ArtnexRules.ModeField],

        // "Do not poll more frequently than once per 5 seconds." The page's advice to take a job of five minutes for failed and to
        // order it again is not followed: it would be paid twice.
        PollInterval = TimeSpan.FromSeconds(5),
        ReadSpacing = TimeSpan.FromSeconds(5),
    };

    public ProviderDescriptor Descriptor => context.Service!.Descriptor;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ApiTransport service = NotSentException.Preparing(() =>
        {
            // A job that nobody could ask about is not ordered.
            _ = ArtnexStatusPath.Template(context.Service!);
            return context.Service!.OpenWithBearer(ArtnexErrors.Read);
        });

        // "A base64-encoded image string": a data URI is assumed, since the page on editing images has those.
        var images = new BodyImages();
        string? image = submission.Image is { } given ? await images.TextOfAsync(given, cancellationToken).ConfigureAwait(false) : null;
        HttpContent content = RequestBody.Create(ArtnexRules.Order(submission.Request, image), ArtnexJson.Default.ArtnexOrder, submission.Request.Option, images);
        ApiAnswer<ArtnexJob> answer = await service.SendAsync(
            new ApiRequest(HttpMethod.Post, "video", ApiCall.Submit) { Content = content }, ArtnexJson.Default.ArtnexJob, cancellationToken).ConfigureAwait(false);
        return ArtnexAnswers.ToMadeJob(service.Endpoint, answer);
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string template = ArtnexStatusPath.Template(context.Service!);
        ApiTransport service = context.Service!.OpenWithBearer(ArtnexErrors.Read);
        var jobs = new List<JobSnapshot?>();
        foreach (string id in ids)
        {
            try
            {
                var request = new ApiRequest(HttpMethod.Get, ArtnexStatusPath.Of(template, id), ApiCall.Read) { LeastPause = Description.ReadSpacing };
                ApiAnswer<ArtnexJob> answer = await service.SendAsync(request, ArtnexJson.Default.ArtnexJob, cancellationToken).ConfigureAwait(false);
                jobs.Add(ArtnexAnswers.ToJob(id, service.Endpoint, answer));
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.NotFoundAtService)
            {
                jobs.Add(ArtnexErrors.NotFound.Equals(e.ServiceCode, StringComparison.OrdinalIgnoreCase) ? null : throw MaybeTheWrongPath(e));
            }
        }

        return jobs;
    }

    /// <summary>What is not found may be the job, or the path.</summary>
    private VideoGenException MaybeTheWrongPath(VideoGenException e) => new(e.Kind, e.Message, e)
    {
        Remedy = $"Check the id and which account made it. If no job is found, the service's path of the status is another one: set {ProviderVariables.Setting(context.Service!.Descriptor.Name, ArtnexStatusPath.Setting)}.",
    };
}
