namespace VideoGen.Providers;

/// <summary>What is known of a service without asking it.</summary>
public sealed record ProviderDescriptor
{
    /// <summary>The name users type; unique in the catalogue, compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>The built-in provider that a registered one is a server of; null for a built-in one.</summary>
    public string? Kind { get; init; }

    /// <summary>One line: what it is.</summary>
    public required string Description { get; init; }

    /// <summary>The service's own address; null for one without a network.</summary>
    public Uri? Endpoint { get; init; }

    public CredentialNeed Credential { get; init; }

    /// <summary>The service gives an id and a secret, written <c>id:secret</c>, where others give a key.</summary>
    public bool TakesIdAndSecret { get; init; }

    /// <summary>Names of what users can set about the service beside its address, each with what it is for.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Those of <see cref="Settings"/> that its registration makes; the environment wins over them.</summary>
    public IReadOnlyDictionary<string, string> SettingValues { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty only where <see cref="AnyModel"/> holds for the one the server has.</summary>
    public required IReadOnlyList<ModelDescriptor> Models { get; init; }

    /// <summary>Other servers of this kind have models of their own, so that <see cref="Models"/> say nothing of a registered one.</summary>
    public bool HasModelsOfItsOwn { get; init; }

    /// <summary>What holds for a model that <see cref="Models"/> does not list; null where such a name is refused.</summary>
    public ModelDescriptor? AnyModel { get; init; }

    /// <summary>The model of a request that names none: the cheapest that can do what it asks for. Null takes the first.</summary>
    public Func<VideoRequest, string>? ChooseModel { get; init; }

    /// <summary>
    /// Looks at a request as it was given, before its model is known, and returns what the user should be warned of, one sentence each.
    /// </summary>
    /// <remarks>Throws <c>ConflictingValues</c> for what excludes each other whatever the model.</remarks>
    public Func<VideoRequest, IReadOnlyList<string>>? Review { get; init; }

    /// <summary>
    /// Rules that connect values, which the tables of <see cref="Models"/> cannot say. Called with the checked request, its defaults
    /// filled in; returns it, or with more of it filled in.
    /// </summary>
    /// <remarks>Throws <c>UnsupportedValue</c>, <c>MissingValue</c> or <c>ConflictingValues</c>, naming the nearest valid choice.</remarks>
    public Func<VideoRequest, ModelDescriptor, VideoRequest>? CheckRules { get; init; }

    /// <summary>The expected price of one job of a checked request. Null where it costs nothing.</summary>
    public Func<VideoRequest, PriceQuote>? Quote { get; init; }

    /// <summary>What clips are paid in; null where they cost nothing, or nobody knows.</summary>
    public string? BillingUnit { get; init; }

    /// <summary><see cref="Quote"/> knows prices; without, a limit of the cost keeps everything back that is not allowed at any price.</summary>
    public bool HasPriceTable { get; init; }

    /// <summary>
    /// What a request asks for and the service has no word for is left out with a warning instead of being refused.
    /// For a preview, whose point is to run the same rows as the service they are meant for.
    /// </summary>
    public bool IgnoresWhatItLacks { get; init; }

    /// <summary>The forms of image it takes, as they are sent.</summary>
    public ImageForms ImageForms { get; init; }

    /// <summary>
    /// Tells a text that has the form of an id of an image the service holds. Asked only of what is neither an address nor
    /// an existing file, so a wide form does no harm to paths.
    /// </summary>
    public Func<string, bool> IsImageId { get; init; } = static _ => false;

    /// <summary>Documented members of its request body that no parameter stands for; a column of that name goes to <c>Option</c>.</summary>
    public IReadOnlyList<string> BodyFields { get; init; } = [];

    /// <summary>Whoever submits chooses the secret that the service signs its reports with.</summary>
    public bool TakesWebhookSecret { get; init; }

    /// <summary>Ids one read may carry.</summary>
    public int ReadBatchSize { get; init; } = 1;

    /// <summary>The pause between two reads of a job, where the service does not say.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The least time between two reads of one job, where the service limits it. Whoever asks earlier gets what is known.</summary>
    public TimeSpan? ReadSpacing { get; init; }

    /// <summary>Reading a job costs no request, so listing jobs may do it unasked.</summary>
    public bool ReadsAreFree { get; init; }

    /// <summary>
    /// How long a submission with the same key is answered with the same job; null where keys mean nothing,
    /// <see cref="Timeout.InfiniteTimeSpan"/> where they are never forgotten.
    /// </summary>
    public TimeSpan? IdempotencyLifetime { get; init; }

    /// <summary>What the documents allow, by bucket; kept on our side, over all processes of the home. Empty where they name no limits.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];

    /// <summary>Clips one job makes at most; a larger <c>Count</c> becomes several jobs.</summary>
    public int OutputsPerJob { get; init; } = 1;

    /// <summary>The folder below the home that outputs are files of; null where they are addresses.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>The file name extension of what it makes, without the dot.</summary>
    public string FileExtension { get; init; } = "mp4";
}

/// <summary>Whether a service wants a key.</summary>
public enum CredentialNeed
{
    None,
    Optional,
    Required,
}

/// <summary>Forms in which an image can be handed to a service.</summary>
[Flags]
public enum ImageForms
{
    None = 0,

    /// <summary>A public http(s) address, sent as it is.</summary>
    Url = 1,

    /// <summary>An id the service gave.</summary>
    Id = 2,

    /// <summary>The bytes; how they travel (data URI, base64, upload, file) is the provider's matter.</summary>
    Bytes = 4,
}
