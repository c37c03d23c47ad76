using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>
/// AKOOL's image to video (openapi.akool.com). Every answer is in an envelope whose <c>code</c> counts, whatever the HTTP status
/// (<see cref="AkoolAnswer"/>); one call makes a clip, another up to ten of one request (<see cref="AkoolRules"/>).
/// </summary>
public sealed class AkoolProvider : IVideoProvider, IBatchSubmission, IAudioAddition, IJobDeletion, IJobListing, IEffectListing, IModelListing, IBalance, IWebhookReader
{
    /// <summary>The service minds the case.</summary>
    private const string Clips = "api/open/v4/image2Video";

    private readonly ServiceConnection _service;
    private readonly AkoolAccess _access;

    public AkoolProvider(ProviderContext context)
    {
        _service = context.Service ?? throw new ArgumentException("Akool needs the way to its service.", nameof(context));
        _access = new AkoolAccess(_service);
    }

    public ProviderDescriptor Descriptor => _service.Descriptor;

    /// <summary>The most that <c>count</c> takes.</summary>
    public int MostPerBatch => 10;

    public int DeleteBatchSize => AkoolDescription.IdsPerRequest;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (!AkoolRules.UsesBatch(submission.Request))
        {
            return await CreateAsync($"{Clips}/createBySourcePrompt", Prepare(() => AkoolOrders.Single(submission)), cancellationToken).ConfigureAwait(false);
        }

        BatchEnd end = (await SubmitBatchAsync([submission], cancellationToken).ConfigureAwait(false))[0];
        return end.Refusal is { } refusal
            ? throw new SubmissionRefusedException(refusal)
            : end.Job ?? throw new VideoGenException(VideoErrors.InvalidResponse, $"{Descriptor.Name} told neither of a clip nor of an error.");
    }

    public async Task<IReadOnlyList<BatchEnd>> SubmitBatchAsync(IReadOnlyList<Submission> submissions, CancellationToken cancellationToken)
    {
        JsonObject body = Prepare(() => AkoolOrders.Batch(submissions[0], submissions.Count));
        AkoolAnswer answer = await _access.SubmitAsync($"{Clips}/createBySourcePrompt/batch", body, cancellationToken).ConfigureAwait(false);
        return AkoolBatch.EndsOf(answer, submissions.Count);
    }

    public async Task<JobSnapshot> AddAudioAsync(AudioSubmission submission, CancellationToken cancellationToken) =>
        await CreateAsync($"{Clips}/updateVideoAudio", Prepare(() => AkoolOrders.Sound(submission)), cancellationToken).ConfigureAwait(false);

    public PriceQuote QuoteAudio(int? seconds) => AkoolPrices.QuoteAudio(seconds);

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string[] asked = Askable(ids);
        if (asked.Length == 0)
        {
            return new JobSnapshot?[ids.Count];
        }

        AkoolAnswer answer;
        try
        {
            answer = await PostIdsAsync("resultsByIds", asked, ApiCall.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.Kind == VideoErrors.NotFoundAtService && e.ServiceCode is not null && asked.Length == 1)
        {
            // Which answer an unknown id gets is not documented; the other one is to be missing from the list.
            return new JobSnapshot?[ids.Count];
        }

        ILookup<string, JobSnapshot> found = answer.RequireList()
            .Select(row => AkoolSnapshots.Of(AkoolAnswer.Read(row, AkoolAnswerJson.Default.AkoolVideo), answer.Clean(row.GetRawText())))
            .OfType<JobSnapshot>()
            .ToLookup(snapshot => snapshot.Id, StringComparer.Ordinal);
        return [.. ids.Select(id => found[id].FirstOrDefault())];
    }

    public async Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string[] asked = Askable(ids);
        AkoolDeletion? deletion = null;
        if (asked.Length > 0)
        {
            AkoolAnswer answer = await PostIdsAsync("delbyids", asked, ApiCall.Change, cancellationToken).ConfigureAwait(false);
            deletion = AkoolAnswer.Read(answer.Data, AkoolAnswerJson.Default.AkoolDeletion) ?? throw answer.NotAsDocumented("does not say what was deleted");
        }

        return [.. ids.Select(id => deletion?.SuccessIds?.Contains(id) is true ? null : Kept(id, deletion))];
    }

    public IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, CancellationToken cancellationToken) =>
        new AkoolListing(_access, Descriptor.Name).ReadAsync(query, ReadAsync, cancellationToken);

    public async Task<IReadOnlyList<VideoEffect>> ListEffectsAsync(CancellationToken cancellationToken)
    {
        AkoolAnswer answer = await _access.GetAsync($"{Clips}/effects", cancellationToken).ConfigureAwait(false);
        return [.. answer.RequireList()
            .Select(row => AkoolAnswer.Read(row, AkoolAnswerJson.Default.AkoolEffect))
            .Where(effect => !string.IsNullOrWhiteSpace(effect?.EffectCode))
            .Select(effect => new VideoEffect
            {
                Provider = Descriptor.Name,
                Code = effect!.EffectCode!,
                Name = DisplayText.OneLine(effect.Name ?? effect.EffectCode, 80),
                Preview = AkoolSnapshots.Address(effect.VideoUrl),
                Image = AkoolSnapshots.Address(effect.Logo),
            })];
    }

    public async Task<IReadOnlyList<VideoModel>> ListModelsAsync(CancellationToken cancellationToken)
    {
        // 1501 is image to video; the parameter is a list and required.
        AkoolAnswer answer = await _access.GetAsync("api/open/v4/aigModel/list?types[]=1501", cancellationToken).ConfigureAwait(false);
        return [.. answer.RequireList().Select(row => AkoolAnswer.Read(row, AkoolAnswerJson.Default.AkoolModel)?.ToModel(Descriptor.Name)).OfType<VideoModel>()];
    }

    public async Task<VideoBalance> ReadBalanceAsync(CancellationToken cancellationToken)
    {
        AkoolAnswer answer = await _access.GetAsync("api/open/v3/faceswap/quota/info", cancellationToken).ConfigureAwait(false);
        return AkoolAnswer.Read(answer.Data, AkoolAnswerJson.Default.AkoolQuota)?.Credit is { } credit
            ? new VideoBalance { Provider = Descriptor.Name, Amount = credit, Unit = AkoolPrices.Unit, Raw = answer.Text }
            : throw answer.NotAsDocumented("names no credit");
    }

    public JobSnapshot ReadWebhook(WebhookDelivery delivery) => AkoolWebhook.Read(delivery);

    /// <summary>It is signed with a plain SHA-1 in which nothing is secret, and what is sealed can be changed without opening it.</summary>
    public bool ReportsAreProof => false;

    public string SignatureOf(WebhookDelivery delivery) => AkoolWebhook.SignatureOf(delivery);

    private async Task<JobSnapshot> CreateAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        AkoolAnswer answer = await _access.SubmitAsync(path, body, cancellationToken).ConfigureAwait(false);
        return AkoolSnapshots.Of(AkoolAnswer.Read(answer.Data, AkoolAnswerJson.Default.AkoolVideo), answer.Text) ?? throw answer.NotAsDocumented("has no id of a clip");
    }

    private Task<AkoolAnswer> PostIdsAsync(string path, string[] ids, ApiCall kind, CancellationToken cancellationToken) =>
        _access.PostAsync($"{Clips}/{path}", new AkoolIds(string.Join(',', ids)), AkoolOrderJson.Default.AkoolIds, kind, cancellationToken);

    /// <summary>Ids that are one in a list with commas, each once: what has one of its own would name other clips.</summary>
    private static string[] Askable(IReadOnlyList<string> ids) => [.. ids.Where(id => !string.IsNullOrWhiteSpace(id) && !id.Contains(',', StringComparison.Ordinal)).Distinct()];

    private VideoGenException Kept(string id, AkoolDeletion? deletion)
    {
        string? reason = deletion?.NoPermissionItems?.FirstOrDefault(item => item?.Id == id)?.Msg;
        return new VideoGenException(VideoErrors.CannotDelete, reason is null
            ? $"{Descriptor.Name} did not say that it deleted {DisplayText.OneLine(id, 60)}."
            : $"{Descriptor.Name} did not delete {DisplayText.OneLine(id, 60)}: {DisplayText.OneLine(reason, 300)}");
    }

    /// <summary>What goes wrong before anything is sent has cost nothing.</summary>
    private static JsonObject Prepare(Func<JsonObject> make)
    {
        try
        {
            return make();
        }
        catch (VideoGenException e)
        {
            throw new NotSentException(e);
        }
    }
}
