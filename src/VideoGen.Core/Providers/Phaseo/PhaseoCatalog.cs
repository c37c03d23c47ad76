namespace VideoGen.Providers.Phaseo;

/// <summary>What is known of the service without asking it.</summary>
internal static class PhaseoCatalog
{
    /// <summary>The team whose credits are read (page, section 14).</summary>
    public const string TeamId = "TeamId";

    /// <summary>The same in the August contract.</summary>
    public const string WorkspaceId = "WorkspaceId";

    /// <summary>Characters of a prompt: the limit of the August contract; that of April has none (page, section 3).</summary>
    private const int PromptLimit = 32_000;

    /// <summary>The schema is the same for all models; which settings one has is known to the service alone, and told by its list of models.</summary>
    private const ModelFeatures Features = ModelFeatures.TextOnly | ModelFeatures.FirstFrame | ModelFeatures.LastFrame | ModelFeatures.ReferenceImages
        | ModelFeatures.NegativePrompt | ModelFeatures.Seed | ModelFeatures.AudioChoice | ModelFeatures.EnhancePrompt | ModelFeatures.Webhook
        | ModelFeatures.Size | ModelFeatures.Options;

    private static DurationRule Length { get; } = DurationRule.Range(1, PhaseoRules.LongestClip);

    public static ProviderDescriptor Description { get; } = new()
    {
        Name = "Phaseo",
        Description = "A gateway to the video models of many providers, paid by the second or the clip.",
        Endpoint = new Uri("https://api.phaseo.app/v1"),
        Credential = CredentialNeed.Required,
        Settings = new Dictionary<string, string>
        {
            [TeamId] = "The id of the team whose credits are read.",
            [WorkspaceId] = "The id of the workspace whose credits are read, where the service has workspaces in place of teams.",
        },
        Models = [.. PhaseoPriceTable.Rows.GroupBy(row => row.Models[0]).Select(Model)],
        AnyModel = Base("other model"),
        CheckRules = PhaseoRules.Check,
        Quote = PhaseoPrices.Quote,
        BillingUnit = PhaseoPrices.Unit,
        HasPriceTable = true,

        // A data URI is an address to the service.
        ImageForms = ImageForms.Url | ImageForms.Bytes,
        BodyFields = PhaseoBody.OptionFields,
        PollInterval = TimeSpan.FromSeconds(20),
        TakesWebhookSecret = true,
        OutputsPerJob = PhaseoRules.MostOutputs,
    };

    /// <summary>A model with what its price rows tell: who makes it, and the resolutions and lengths that have a price, where all that it makes is priced by them.</summary>
    private static ModelDescriptor Model(IGrouping<string, PhaseoPrice> rows)
    {
        PhaseoPrice[] made = [.. rows.Where(row => row.Meter is PhaseoMeter.Second or PhaseoMeter.Video).OrderBy(row => row.Dollars)];
        bool byWord = made.Length > 0 && rows.All(row => row.Meter != PhaseoMeter.Tokens) && made.All(row => row.Resolutions.Any(IsWord));
        int[] lengths = [.. made.Select(row => row.Seconds).OfType<int>().Distinct()];
        return Base(rows.Key) with
        {
            Description = $"Made by {Choices.Join(rows.Select(row => row.Provider).Distinct())}.",
            Resolutions = byWord ? [.. made.SelectMany(row => row.Resolutions).Where(IsWord).Distinct(StringComparer.OrdinalIgnoreCase)] : [],
            Durations = made.Length > 0 && made.All(row => row.Seconds is not null) ? DurationRule.OneOf(lengths) : Length,
        };
    }

    private static ModelDescriptor Base(string name) => new() { Name = name, Durations = Length, PromptLimit = PromptLimit, Features = Features };

    /// <summary>A resolution word, such as <c>720p</c> or <c>2K</c>, and not a size.</summary>
    private static bool IsWord(string resolution) => resolution[^1] is 'p' or 'P' or 'k' or 'K';
}
