using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// The Phaseo gateway (formerly AI Stats Gateway): one API before the video models of many providers. Its contracts of April and of
/// August 2026 are both understood; what a request or an answer has of either is taken.
/// </summary>
/// <remarks>No idempotency key exists (page, section 13), so a lost answer stays unknown until the service's list is looked at.</remarks>
public sealed class PhaseoProvider(ProviderContext context)
    : IVideoProvider, IJobCancellation, IJobDeletion, IJobListing, IModelListing, IBalance, IKeyedDownload, ICredentialCheck, IWebhookReader
{
    internal static ProviderDescriptor Description => PhaseoCatalog.Description;

    /// <summary>That of the registration, where it is made for one.</summary>
    public ProviderDescriptor Descriptor => context.Service!.Descriptor;

    public string CancellationCost => "nothing, and the service refuses: it has switched cancelling off";

    public OriginCredential? DownloadCredential => Service.Credential is { } credential ? OriginCredential.Bearer(Service.Endpoint, credential.Secret) : null;

    private ServiceConnection Service => context.Service ?? throw new InvalidOperationException("Phaseo was made without a way to its service.");

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        (ApiTransport api, HttpContent body) = await PrepareAsync(submission, cancellationToken).ConfigureAwait(false);
        ApiAnswer<PhaseoVideo> answer = await api.SendAsync(
            new ApiRequest(HttpMethod.Post, "videos", ApiCall.Submit) { Content = body }, PhaseoJson.Default.PhaseoVideo, cancellationToken).ConfigureAwait(false);

        // Only the id is certain: the documented answer, that of the wire and that of August differ in all else (page, section 4).
        PhaseoVideo video = answer.Body with { Status = answer.Body.Status ?? "pending" };
        return string.IsNullOrWhiteSpace(video.Id)
            ? throw WithoutId()
            : new PhaseoSnapshots(api.Endpoint.BaseUri).Of(video, video.Id, submission.WebhookSecret?.RemoveFrom(answer.Text) ?? answer.Text);
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiTransport api = Service.OpenWithBearer(PhaseoErrors.Read);
        var snapshots = new JobSnapshot?[ids.Count];
        for (int i = 0; i < ids.Count; i++)
        {
            snapshots[i] = await ReadAsync(api, ids[i], cancellationToken).ConfigureAwait(false);
        }

        return snapshots;
    }

    /// <summary>The service answers 501 to every cancellation, and says so itself (page, section 11). One that it should take is understood.</summary>
    public async Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken)
    {
        ApiTransport api = Service.OpenWithBearer(PhaseoErrors.Read);
        try
        {
            _ = await api.SendAsync(new ApiRequest(HttpMethod.Post, ApiPath.Of("videos", id, "cancel"), ApiCall.Change), cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.HttpStatus == HttpStatusCode.NotImplemented && e.ServiceCode is not null)
        {
            throw new VideoGenException(VideoErrors.CannotStop, $"{Descriptor.Name} does not stop jobs at present; {DisplayText.OneLine(id, 60)} goes on and is paid for. {e.Message}", e);
        }

        return await ReadAsync(api, id, cancellationToken).ConfigureAwait(false)
            ?? throw new VideoGenException(VideoErrors.NotFoundAtService, $"{Descriptor.Name} does not know the job {DisplayText.OneLine(id, 60)}.");
    }

    public async Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiTransport api = Service.OpenWithBearer(PhaseoErrors.Read);
        var refusals = new VideoGenException?[ids.Count];
        for (int i = 0; i < ids.Count; i++)
        {
            try
            {
                ApiAnswer<PhaseoDeleted> answer = await api.SendAsync(
                    new ApiRequest(HttpMethod.Delete, ApiPath.Of("videos", ids[i]), ApiCall.Change), PhaseoJson.Default.PhaseoDeleted, cancellationToken).ConfigureAwait(false);
                refusals[i] = answer.Body.Deleted == true ? null : new VideoGenException(VideoErrors.CannotDelete, $"{Descriptor.Name} does not say that it has deleted {DisplayText.OneLine(ids[i], 60)}.");
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.CannotDelete)
            {
                refusals[i] = e;
            }
            catch (VideoGenException e) when (IsGone(e))
            {
                // Deleted before, or forgotten by the service.
            }
        }

        return refusals;
    }

    public IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, CancellationToken cancellationToken) =>
        PhaseoListing.JobsAsync(Service.OpenWithBearer(PhaseoErrors.Read), query, cancellationToken);

    public Task<IReadOnlyList<VideoModel>> ListModelsAsync(CancellationToken cancellationToken) =>
        PhaseoListing.ModelsAsync(Service.OpenWithBearer(PhaseoErrors.Read), cancellationToken);

    public Task<VideoBalance> ReadBalanceAsync(CancellationToken cancellationToken) => PhaseoWallet.ReadAsync(Service, cancellationToken);

    /// <summary>Lists one job: every key may do that.</summary>
    public async Task<string?> CheckCredentialAsync(CancellationToken cancellationToken)
    {
        _ = await Service.OpenWithBearer(PhaseoErrors.Read).GetAsync("videos?limit=1", PhaseoJson.Default.PhaseoPage, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public JobSnapshot ReadWebhook(WebhookDelivery delivery) => PhaseoWebhook.Read(delivery, new PhaseoSnapshots(Service.Endpoint));

    public bool ReportsAreProof => true;

    public string SignatureOf(WebhookDelivery delivery) => PhaseoWebhook.SignatureOf(delivery);

    private static async Task<JobSnapshot?> ReadAsync(ApiTransport api, string id, CancellationToken cancellationToken)
    {
        ApiAnswer<PhaseoVideo> answer;
        try
        {
            answer = await api.GetAsync(ApiPath.Of("videos", id), PhaseoJson.Default.PhaseoVideo, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (IsGone(e))
        {
            return null;
        }

        if (answer.Body.Id is null)
        {
            throw WithoutId();
        }

        PhaseoVideo video = await PhaseoRenewal.AddLinksAsync(api, answer.Body, id, cancellationToken).ConfigureAwait(false);
        return new PhaseoSnapshots(api.Endpoint.BaseUri).Of(video, id, answer.Text);
    }

    /// <summary>Everything that can go wrong before the request is made. None of it has cost anything.</summary>
    private async Task<(ApiTransport Api, HttpContent Body)> PrepareAsync(Submission submission, CancellationToken cancellationToken)
    {
        try
        {
            VideoRequest request = submission.Request;
            if (request.Audio == AudioMode.Custom)
            {
                throw new VideoGenException(VideoErrors.UnsupportedValue, "Phaseo has nothing for AudioUri; leave it out.");
            }

            Secret? secret = submission.WebhookSecret;
            if (secret is not null && (request.Option?["webhook"] as JsonObject)?.ContainsKey("url") == true)
            {
                throw new VideoGenException(VideoErrors.ConflictingValues, "WebhookSecret signs the reports to WebhookUri: give the address there, and not in Option.");
            }

            ApiTransport api = Service.OpenWithBearer((status, body) => PhaseoErrors.Read(status, secret?.RemoveFrom(body) ?? body));
            var images = new BodyImages();
            string? image = submission.Image is { } first ? await images.TextOfAsync(first, cancellationToken).ConfigureAwait(false) : null;
            string? last = submission.LastImage is { } end ? await images.TextOfAsync(end, cancellationToken).ConfigureAwait(false) : null;
            var references = new List<string>();
            foreach (ImageContent reference in submission.ReferenceImages)
            {
                references.Add(await images.TextOfAsync(reference, cancellationToken).ConfigureAwait(false));
            }

            PhaseoCreate message = PhaseoBody.Of(request, image, last, references, secret);
            return (api, RequestBody.Create(message, PhaseoJson.Default.PhaseoCreate, request.Option, images));
        }
        catch (OperationCanceledException e)
        {
            throw new NotSentException(new VideoGenException(VideoErrors.NotSubmitted, "The command was stopped before the request was sent.", e));
        }
        catch (Exception e) when (e is not NotSentException)
        {
            throw new NotSentException(VideoGenException.Of(e));
        }
    }

    /// <summary>The service's own 404; a page of some server in between says nothing of the job.</summary>
    private static bool IsGone(VideoGenException e) => e.Kind == VideoErrors.NotFoundAtService && e.ServiceCode is not null;

    private static VideoGenException WithoutId() => new(VideoErrors.InvalidResponse, "Phaseo answered without the id of a job.");
}
