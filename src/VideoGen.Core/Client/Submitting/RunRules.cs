using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>What was given for the run and does not fit a row of it.</summary>
internal sealed class RunRules(SubmitOptions options)
{
    private bool _hasRow;

    /// <summary>Called in the order of the rows, on one thread.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>, <c>UnsupportedValue</c>, <c>MissingValue</c>.</exception>
    public void Check(ProviderDescriptor provider, VideoRequest validated)
    {
        RequireOneRow(provider, validated);
        RequireWebhook(provider, validated);
    }

    /// <summary>Two submissions under one idempotency key would be one clip.</summary>
    private void RequireOneRow(ProviderDescriptor provider, VideoRequest request)
    {
        if (options.IdempotencyKey is null)
        {
            return;
        }

        if (provider.IdempotencyLifetime is null)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{provider.Name} knows no idempotency keys; leave out IdempotencyKey. A rerun of a batch never pays twice without one.");
        }

        if (_hasRow || JobShares.Of(provider, request).Count > 1)
        {
            throw new VideoGenException(VideoErrors.ConflictingValues, "IdempotencyKey is for one clip, and there are several.") { Remedy = "Leave it out: each clip then gets a key of its own." };
        }

        _hasRow = true;
    }

    /// <summary>A secret that signs nothing is a user who believes that reports are signed.</summary>
    private void RequireWebhook(ProviderDescriptor provider, VideoRequest request)
    {
        if (options.WebhookSecret is null)
        {
            return;
        }

        if (!provider.TakesWebhookSecret)
        {
            throw new VideoGenException(VideoErrors.UnsupportedValue, $"{provider.Name} takes no secret for its webhooks; leave out WebhookSecret.");
        }

        if (request.WebhookUri is null && request.Option?.ContainsKey("webhook") != true)
        {
            throw new VideoGenException(VideoErrors.MissingValue, "WebhookSecret signs the reports to WebhookUri, which is missing: give it, or leave WebhookSecret out.");
        }
    }
}
