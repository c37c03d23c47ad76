using VideoGen.Providers;

namespace VideoGen.Tests.Fuzz;

/// <summary>One call of a provider.</summary>
/// <param name="IsBillable">A submission of any kind.</param>
/// <param name="Run">Its result: a snapshot, a list of ends, or anything.</param>
/// <param name="Input">What it was called with, where that was spoiled.</param>
internal sealed record FuzzOperation(string Name, bool IsBillable, Func<CancellationToken, Task<object?>> Run, string? Input = null)
{
    private const int Batch = 3;

    private static readonly string[] Ids = ["68919a464b4dbdd4ab3d3034", "video_68d7512d07848190b3e45da0ecbebcde004da08e1e0678d5", "G-01KN3W6Z8V5T2Q9X4M7B1C0DEF"];

    public static FuzzOperation Choose(FuzzProfile profile, IVideoProvider provider, IReadOnlyList<FuzzExchange> corpus, Random random)
    {
        FuzzOperation[] all = [.. All(profile, provider, corpus, random)];
        return all[random.Next(all.Length)];
    }

    private static IEnumerable<FuzzOperation> All(FuzzProfile profile, IVideoProvider provider, IReadOnlyList<FuzzExchange> corpus, Random random)
    {
        string id = Ids[random.Next(Ids.Length)];

        // Three times: where the money is.
        for (int times = 0; times < 3; times++)
        {
            yield return new("submit", true, async token => await provider.SubmitAsync(profile.Submission(random), token));
        }

        yield return new("read", false, async token => (await provider.ReadAsync([id], token))[0]);
        if (provider.Descriptor.ReadBatchSize > 1)
        {
            yield return new("read several", false, async token => (await provider.ReadAsync(Ids, token)).Count == Ids.Length ? null : throw new InvalidDataException("Not one answer an id."));
        }

        if (provider is IBatchSubmission batch)
        {
            yield return new("submit batch", true, async token => await batch.SubmitBatchAsync([.. Enumerable.Range(0, Batch).Select(_ => profile.Submission(random))], token));
        }

        if (provider is IAudioAddition audio)
        {
            yield return new("add audio", true, async token => await audio.AddAudioAsync(new AudioSubmission("0123456789abcdef", id, AudioMode.Generate, null), token));
        }

        if (provider is ILongPoll held)
        {
            yield return new("await", false, async token => await held.AwaitAsync(id, token));
        }

        if (provider is IJobListing listing)
        {
            yield return new("list", false, async token => await ListAsync(listing, token));
        }

        if (provider is IJobCancellation cancellation)
        {
            yield return new("cancel", false, async token => await cancellation.CancelAsync(id, token));
        }

        if (provider is IJobDeletion deletion)
        {
            string[] several = Ids[..Math.Min(deletion.DeleteBatchSize, Ids.Length)];
            yield return new("delete", false, async token => (await deletion.DeleteAsync(several, token)).Count == several.Length ? null : throw new InvalidDataException("Not one answer an id."));
        }

        if (provider is IBalance balance)
        {
            yield return new("balance", false, async token => await balance.ReadBalanceAsync(token));
        }

        if (provider is IEffectListing effects)
        {
            yield return new("effects", false, async token => await effects.ListEffectsAsync(token));
        }

        if (provider is IModelListing models)
        {
            yield return new("models", false, async token => await models.ListModelsAsync(token));
        }

        if (provider is ICredentialCheck check)
        {
            yield return new("check", false, async token => await check.CheckCredentialAsync(token));
        }

        if (provider is IWebhookReader reader)
        {
            string report = System.Text.Encoding.UTF8.GetString(new JsonMutator(random).Mutate(profile.Report(corpus, random)));
            yield return new("webhook", false, _ => Task.FromResult<object?>(reader.ReadWebhook(profile.Report(report))), report);
        }
    }

    private static async Task<object?> ListAsync(IJobListing listing, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (JobSnapshot job in listing.ListAsync(new JobListingQuery { Newest = 100 }, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(job.Id) || ++count > 100_000)
            {
                throw new InvalidDataException("A job without an id, or no end of jobs.");
            }
        }

        return null;
    }
}
