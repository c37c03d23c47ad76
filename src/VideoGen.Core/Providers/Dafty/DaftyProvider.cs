using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Providers.Dafty;

/// <summary>
/// dafty.ai, API v1 (docs.dafty.ai): one clip of one image or of two, uploads, jobs with held reads, cancelling. It has no
/// webhooks, no delete and no endpoint for content: clips lie on a CDN that wants no key.
/// </summary>
public sealed class DaftyProvider(ProviderContext context) : IVideoProvider, ILongPoll, IJobCancellation, IJobListing, IBalance
{
    /// <summary>Carries the key (docs: authentication); a bearer token would do as well, but not both.</summary>
    internal const string KeyHeader = "x-api-key";

    private const int MaxIdempotencyKey = 255;

    private readonly ServiceConnection _service = context.Service!;
    private readonly DaftyUploads _uploads = new(context.Service!);

    public ProviderDescriptor Descriptor => _service.Descriptor;

    /// <summary>docs: polling-and-wait.</summary>
    public string CancellationCost => "nothing while it is queued, 1 CU once it runs";

    /// <summary>
    /// A read is held for about 55 s and counts once (docs: rate-limits), so 90 of them take 98 of the 120 requests a minute and
    /// leave the rest to uploads, lists and the reads that end.
    /// </summary>
    public int MostHeld => 90;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        (ApiTransport api, ApiRequest request, string[] uploads) = await PrepareAsync(submission, cancellationToken).ConfigureAwait(false);
        try
        {
            ApiAnswer<DaftyAnswer<JsonElement>> answer = await api.SendAsync(request, DaftyJson.Default.AnyAnswer, cancellationToken).ConfigureAwait(false);

            // Once a job is made, nothing but its id is worth losing it for.
            DaftyJob? job = DaftyList.Job(answer.Body.Data) ?? DaftyList.JobOfIdAlone(answer.Body.Data);
            return DaftyJobs.ToSnapshot(job, answer.Text);
        }
        catch (SubmissionRefusedException e) when (e.Reason.HttpStatus is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            Array.ForEach(uploads, _uploads.Forget);
            throw;
        }
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var snapshots = new JobSnapshot?[ids.Count];
        for (int i = 0; i < ids.Count; i++)
        {
            snapshots[i] = await ReadAsync(ids[i], isHeld: false, cancellationToken).ConfigureAwait(false);
        }

        return snapshots;
    }

    public Task<JobSnapshot?> AwaitAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, isHeld: true, cancellationToken);

    public async Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            ApiAnswer<DaftyAnswer<DaftyJob>> answer = await Open().SendAsync(
                new ApiRequest(HttpMethod.Post, ApiPath.Of("jobs", id, "cancel"), ApiCall.Change), DaftyJson.Default.JobAnswer, cancellationToken).ConfigureAwait(false);
            return DaftyJobs.ToSnapshot(answer.Body.Data, answer.Text);
        }
        catch (VideoGenException e) when (e.HttpStatus == HttpStatusCode.Conflict && e.ServiceCode is not null)
        {
            // Whether a job that has ended is answered so or with its unchanged state is not documented.
            return await ReadAsync(id, isHeld: false, cancellationToken).ConfigureAwait(false) ?? throw new VideoGenException(e.Kind, e.Message, e);
        }
    }

    public async IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ApiTransport api = Open();
        var seen = new HashSet<string>();
        string path = "jobs";
        while (true)
        {
            ApiAnswer<DaftyAnswer<JsonElement>> answer = await api.GetAsync(path, DaftyJson.Default.AnyAnswer, cancellationToken).ConfigureAwait(false);
            var page = DaftyList.Read(answer.Body.Data);
            foreach (JsonElement item in page.Jobs)
            {
                if (DaftyList.Job(item) is { } job && DaftyJobs.IsVideo(job))
                {
                    yield return DaftyJobs.ToSnapshot(job, ApiFailure.Mask(api.Endpoint, item.GetRawText()));
                }
            }

            // How a page is asked for is not documented; a service that knows no cursor would send the first page for ever.
            if (page.NextCursor is not { } cursor || page.Jobs.Count == 0 || !seen.Add(cursor))
            {
                yield break;
            }

            path = $"jobs?cursor={Uri.EscapeDataString(cursor)}";
        }
    }

    public async Task<VideoBalance> ReadBalanceAsync(CancellationToken cancellationToken)
    {
        ApiAnswer<DaftyAnswer<JsonElement>> answer = await Open().GetAsync("account", DaftyJson.Default.AnyAnswer, cancellationToken).ConfigureAwait(false);
        return DaftyAccount.ToBalance(_service.Descriptor.Name, answer.Body.Data, answer.Text);
    }

    /// <summary>Everything up to the create. Whatever fails here has made nothing, uploads included: those cost nothing.</summary>
    private async Task<(ApiTransport Api, ApiRequest Request, string[] Uploads)> PrepareAsync(Submission submission, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, submission.Stopping);
        try
        {
            string key = CheckKey(submission.IdempotencyKey ?? submission.Key);
            ImageContent first = submission.Image ?? throw new VideoGenException(VideoErrors.MissingValue, "Dafty starts from an image: give Image.");
            if (submission.Request.Audio == AudioMode.Custom)
            {
                throw new VideoGenException(VideoErrors.UnsupportedValue, "Dafty takes no sound of one's own: the nearest of Audio is Generate.");
            }

            ApiTransport api = Open();
            var uploads = new List<string>();
            string image = await PlaceAsync(first, uploads, either.Token).ConfigureAwait(false);
            string? lastImage = submission.LastImage is { } last ? await PlaceAsync(last, uploads, either.Token).ConfigureAwait(false) : null;
            ApiRequest request = DaftyClip.Create(submission.Request, image, lastImage, key) with { Stopping = submission.Stopping, HeldBack = submission.HeldBack };
            return (api, request, [.. uploads]);
        }
        catch (OperationCanceledException e)
        {
            throw new NotSentException(new VideoGenException(VideoErrors.NotSubmitted, "It was stopped before it was sent to Dafty.", e));
        }
        catch (Exception e) when (e is not NotSentException)
        {
            throw new NotSentException(VideoGenException.Of(e));
        }
    }

    private async Task<string> PlaceAsync(ImageContent image, List<string> uploads, CancellationToken cancellationToken)
    {
        if (image.Reference is { } reference)
        {
            return reference;
        }

        string id = await _uploads.GetIdAsync(image, cancellationToken).ConfigureAwait(false);
        uploads.Add(id);
        return id;
    }

    /// <summary>Null for an id that the service does not know, or knows as no video.</summary>
    private async Task<JobSnapshot?> ReadAsync(string id, bool isHeld, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ApiRequest(HttpMethod.Get, ApiPath.Of("videos", id) + (isHeld ? "?wait=true" : ""), ApiCall.Read) { IsHeld = isHeld };
            ApiAnswer<DaftyAnswer<DaftyJob>> answer = await Open().SendAsync(request, DaftyJson.Default.JobAnswer, cancellationToken).ConfigureAwait(false);
            return DaftyJobs.ToSnapshot(answer.Body.Data, answer.Text);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.NotFoundAtService)
        {
            return null;
        }
    }

    private ApiTransport Open() => _service.OpenWithHeader(DaftyErrors.Read, KeyHeader);

    /// <summary>At most 255 characters (docs: idempotency), and such as a header can carry.</summary>
    private static string CheckKey(string key) => key.Length is > 0 and <= MaxIdempotencyKey && key.All(character => character is >= ' ' and <= '~') && key.Trim() == key
        ? key
        : throw new VideoGenException(VideoErrors.UnsupportedValue, $"The idempotency key is none that Dafty takes: 1 to {MaxIdempotencyKey} characters of plain ASCII.");
}
