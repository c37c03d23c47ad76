using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Providers.OpenAI;

/// <summary>
/// The <c>/v1/videos</c> shape: create, retrieve, list, content, delete (developers.openai.com, API reference, Videos). OpenAI's own
/// API of it ended on 2026-09-24 (its page of the model sora-2); self-hosted engines and gateways serve it on.
/// </summary>
/// <remarks>
/// What is tolerated is what these servers' own pages or sources show: vLLM-Omni (docs/serving/videos_api.md), SGLang (its
/// video_api.py and protocol.py), LiteLLM (docs, /videos), New API (docs, create video). They have no way to stop a job that all share.
/// </remarks>
internal sealed class OpenAIProvider(ProviderContext context) : IVideoProvider, IJobListing, IJobDeletion, IKeyedDownload
{
    /// <summary>Jobs of one page; the reference's most.</summary>
    private const int PageSize = 100;

    private readonly ServiceConnection _service = context.Service!;

    public static ProviderDescriptor Description { get; } = new()
    {
        Name = "OpenAI",
        Description = "The /v1/videos shape of OpenAI, which self-hosted engines and gateways serve; OpenAI's own ended on 2026-09-24.",
        Endpoint = new Uri("https://api.openai.com/v1"),
        Credential = CredentialNeed.Optional,
        Models = [OpenAIModels.Sora2, OpenAIModels.Sora2Pro],
        AnyModel = OpenAIModels.Any,
        HasModelsOfItsOwn = true,
        CheckRules = OpenAICreate.CheckRules,
        Quote = OpenAIModels.Quote,
        BillingUnit = "USD",
        HasPriceTable = true,
        ImageForms = ImageForms.Url | ImageForms.Id | ImageForms.Bytes,
        IsImageId = static text => text.StartsWith("file-", StringComparison.Ordinal) || text.StartsWith("file_", StringComparison.Ordinal),
        Settings = new Dictionary<string, string>
        {
            [OpenAICreate.BodySetting] = "json (the default) or form: how a request without an image file is sent; vLLM-Omni takes forms only",
        },

        // Those that vLLM-Omni and SGLang document beside OpenAI's own.
        BodyFields = ["fps", "num_frames", "num_inference_steps", "guidance_scale", "guidance_scale_2", "true_cfg_scale", "flow_shift", "extra_params", "extra_body", "user"],
    };

    /// <summary>That of the registration, where it is made for one.</summary>
    public ProviderDescriptor Descriptor => _service.Descriptor;

    public OriginCredential? DownloadCredential =>
        _service.Credential is { } credential ? OriginCredential.Bearer(_service.Endpoint, credential.Secret) : null;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ApiTransport api;
        ApiRequest request;
        try
        {
            api = Open();
            request = new ApiRequest(HttpMethod.Post, "videos", ApiCall.Submit)
            {
                Content = await OpenAICreate.ContentAsync(submission, _service.Setting(OpenAICreate.BodySetting), FitOf(submission.Request, cancellationToken), cancellationToken).ConfigureAwait(false),
            };
        }
        catch (Exception e) when (e is not NotSentException)
        {
            // Whatever it is: a name in Option that no form can carry is found out by the form.
            throw new NotSentException(VideoGenException.Of(e));
        }

        ApiAnswer<OpenAIVideo> answer = await api.SendAsync(request, OpenAIMessages.Default.OpenAIVideo, cancellationToken).ConfigureAwait(false);
        string id = OpenAIValues.Text(answer.Body.Id) is { } given and not "." and not ".."
            ? given
            : throw new VideoGenException(VideoErrors.InvalidResponse, $"{Descriptor.Name} took the job without giving it an id.");
        JobSnapshot made = Snapshot(api, answer.Body, id, answer.Text) with { PollAfter = OpenAIAnswers.PollAfter(answer.Headers) };

        // Nothing is known of it yet but that it was taken.
        return answer.Body.Status.ValueKind == JsonValueKind.Undefined ? made with { Status = VideoStatus.Queued } : made;
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiTransport api = Open();
        var jobs = new List<JobSnapshot?>(ids.Count);
        foreach (string id in ids)
        {
            jobs.Add(await ReadAsync(api, id, cancellationToken).ConfigureAwait(false));
        }

        return jobs;
    }

    public async IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ApiTransport api = Open();
        bool isFiltered = query.Statuses.Count > 0 || query.Before is not null || query.After is not null;
        int limit = isFiltered ? PageSize : Math.Clamp(query.Newest ?? PageSize, 1, PageSize);
        var seen = new HashSet<string>();
        string? after = null;
        do
        {
            string path = $"videos?limit={limit}&order=desc{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";
            OpenAIPage page = (await api.GetAsync(path, OpenAIMessages.Default.OpenAIPage, cancellationToken).ConfigureAwait(false)).Body;
            string? last = null;
            foreach (JobSnapshot job in (page.Data ?? []).Select(item => Listed(api, item)).OfType<JobSnapshot>())
            {
                last = job.Id;
                yield return job;
            }

            // A server without has_more may have cut the list where the limit was; one whose pages repeat has no more to tell.
            bool goesOn = page.HasMore ?? (page.Data?.Count ?? 0) >= limit;
            after = goesOn && (page.LastId ?? last) is { } cursor && last is not null && seen.Add(cursor) ? cursor : null;
        }
        while (after is not null);
    }

    public async Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiTransport api = Open();
        var ends = new List<VideoGenException?>(ids.Count);
        foreach (string id in ids)
        {
            ends.Add(await DeleteAsync(api, id, cancellationToken).ConfigureAwait(false));
        }

        return ends;
    }

    private ApiTransport Open() => _service.OpenWithBearer(OpenAIErrors.Read);

    private async Task<JobSnapshot?> ReadAsync(ApiTransport api, string id, CancellationToken cancellationToken)
    {
        try
        {
            ApiAnswer<OpenAIVideo> answer = await api.GetAsync(ApiPath.Of("videos", id), OpenAIMessages.Default.OpenAIVideo, cancellationToken).ConfigureAwait(false);
            return Snapshot(api, answer.Body, id, answer.Text) with { PollAfter = OpenAIAnswers.PollAfter(answer.Headers) };
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.NotFoundAtService)
        {
            return null;
        }
    }

    /// <summary>An item that is no job with an id is passed over.</summary>
    private JobSnapshot? Listed(ApiTransport api, JsonElement item)
    {
        OpenAIVideo? video = item.ValueKind == JsonValueKind.Object ? item.Deserialize(OpenAIMessages.Default.OpenAIVideo) : null;
        return video is not null && OpenAIValues.Text(video.Id) is { } id and not "." and not ".." ? Snapshot(api, video, id, ApiFailure.Mask(api.Endpoint, item.GetRawText())) : null;
    }

    private static async Task<VideoGenException?> DeleteAsync(ApiTransport api, string id, CancellationToken cancellationToken)
    {
        try
        {
            string answer = await api.SendAsync(new ApiRequest(HttpMethod.Delete, ApiPath.Of("videos", id), ApiCall.Change), cancellationToken).ConfigureAwait(false);
            return ErrorBody.Parse(answer)?.Find("deleted") is { ValueKind: JsonValueKind.False }
                ? new VideoGenException(VideoErrors.CannotDelete, $"{api.Endpoint.Name} did not delete {DisplayText.OneLine(id, 80)}.")
                : null;
        }
        catch (VideoGenException e) when (e.HttpStatus is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
        {
            // Gone already, or a server that keeps what it made as long as it likes.
            return null;
        }
        catch (VideoGenException e) when (e.HttpStatus is HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
        {
            return new VideoGenException(VideoErrors.CannotDelete, e.Message, e);
        }
    }

    private JobSnapshot Snapshot(ApiTransport api, OpenAIVideo video, string id, string raw)
    {
        Uri content = api.Endpoint.Resolve(ApiPath.Of("videos", id, "content"));

        // Documented of OpenAI's own alone (variant: video, thumbnail or spritesheet).
        Uri? thumbnail = Descriptor.Kind is null ? new Uri($"{content.AbsoluteUri}?variant=thumbnail") : null;
        return OpenAIAnswers.ToSnapshot(video, id, content, thumbnail, raw);
    }

    /// <summary>
    /// OpenAI's models take an image of the clip's own size only, as JPEG, PNG or WebP (guide, Video generation). A clip whose size nobody
    /// chose gets that of its image, where it costs no more than the size the service would choose.
    /// </summary>
    private Func<ImagePayload, Task<VideoRequest>>? FitOf(VideoRequest request, CancellationToken cancellationToken) =>
        Descriptor.Kind is not null || request.Model is not ("sora-2" or "sora-2-pro") ? null : async image =>
    {
        if (image.MediaType == "image/gif")
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{request.Model} takes JPEG, PNG and WebP images; this one is a GIF.");
        }

        if (await image.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is not { } header)
        {
            return request;
        }

        string[] sizes = request.Size is { } chosen ? [chosen] : ["720x1280", "1280x720"];
        return sizes.FirstOrDefault(size => size == $"{header.Width}x{header.Height}" || size == $"{header.DisplayWidth}x{header.DisplayHeight}") is { } same
            ? request with { Size = same }
            : throw new VideoGenException(
                VideoErrors.UnsupportedValue, $"The image has {header.DisplayWidth}x{header.DisplayHeight} pixels and the clip {Choices.Join(sizes)}; {request.Model} wants both the same. Scale the image, or give its Size where the model has it.");
    };
}
