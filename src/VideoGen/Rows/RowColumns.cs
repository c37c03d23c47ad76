using System.Text.Json.Nodes;

namespace VideoGen.Cmdlets.Rows;

/// <summary>The one table of the parameters that describe a clip, in the order of help.</summary>
internal static class RowColumns
{
    public static RowColumn Prompt { get; } = Text("Prompt", TextValue.Verbatim, (request, value) => request with { Prompt = value },
        "What the clip shows, in words. A string from the pipeline is the prompt.");

    public static RowColumn Provider { get; } = new RowColumn<string>("Provider", (cell, _) => TextValue.Word(cell), (request, value) => request with { Provider = value },
        "The service that makes the clip, by its name in Get-VideoProvider. Without one: VIDEOGEN_PROVIDER, else the only provider with a credential, else Local.")
    { InBody = false };

    public static RowColumn Image { get; } = new RowColumn<ImageReference>("Image", (cell, images) => images.Read(cell), (request, value) => request with { Image = value },
        "The first frame: an http(s) address, a data URI, the path of an image file, or an id the service gave. A file from the pipeline is the image, its base name the Name.")
    { Aliases = ["FirstFrame", "StartImage"], FieldNames = ["image_url", "prompt_image", "first_frame"] };

    public static RowColumn LastImage { get; } = new RowColumn<ImageReference>("LastImage", (cell, images) => images.Read(cell), (request, value) => request with { LastImage = value },
        "The last frame, given as Image is.")
    { Aliases = ["LastFrame", "EndImage"], FieldNames = ["last_frame", "last_image_url"] };

    public static RowColumn Audio { get; } = new RowColumn<AudioMode>("Audio", (cell, _) => AudioValue.Name(cell), (request, value) => request with { Audio = value },
        "The sound: Default leaves it to the service, None makes a silent clip, Generate has the service make it, Custom takes AudioUri. The column generate_audio takes true (Generate) or false (None), audio_type takes 1 (Generate), 2 (Custom) or 3 (None).")
    {
        FieldNames = ["generate_audio", "audio_type"],
        FieldReaders = new Dictionary<string, Func<Cell, AudioMode>>(StringComparer.OrdinalIgnoreCase)
        {
            ["generate_audio"] = AudioValue.Generate,
            ["audio_type"] = AudioValue.AkoolType,
        },
    };

    public static RowColumn AudioUri { get; } = new RowColumn<Uri>("AudioUri", (cell, _) => UriValue.Read(cell), (request, value) => request with { AudioUri = value },
        "The address of the sound to use; implies Audio Custom.")
    { FieldNames = ["audio_url"] };

    public static RowColumn Option { get; } = new RowColumn<JsonObject>("Option", (cell, _) => OptionValue.Read(cell), (request, value) => request with { Option = value },
        "Members of the request body, sent as they are: a table, or a JSON object in a cell. A column with the name of a documented body field goes here too. A member that another parameter of the row sets is an error, and one from the command line wins over the row's.")
    { InBody = false, Equality = OptionMembers.Same };

    /// <summary>Every column.</summary>
    public static IReadOnlyList<RowColumn> All { get; } =
    [
        Prompt,
        Provider,
        Text("Model", TextValue.Word, (request, value) => request with { Model = value },
            "The service's model, by its name in Get-VideoModel.", fields: ["model_name"]),
        Image,
        LastImage,
        new RowColumn<IReadOnlyList<ReferenceImage>>("ReferenceImage", ReferenceImagesValue.Read, (request, value) => request with { ReferenceImages = value },
            "Images that guide the clip without being its frames: one or more, each given as Image is or as a table with Image, Role and Type. A cell takes one image or JSON.")
        { Equality = Enumerable.SequenceEqual },
        new RowColumn<int>("Duration", (cell, _) => DurationValue.Read(cell), (request, value) => request with { Duration = value },
            "The clip's length in whole seconds: 6 or 6s.")
        { Aliases = ["Seconds"], FieldNames = ["video_length"] },
        Text("Resolution", TextValue.Word, (request, value) => request with { Resolution = value },
            "The resolution as the service words it, such as 720p or 4k."),
        Text("Size", TextValue.Word, (request, value) => request with { Size = value },
            "Pixels, such as 1280x720; not together with Resolution or AspectRatio."),
        Text("AspectRatio", TextValue.Word, (request, value) => request with { AspectRatio = value },
            "Width to height, such as 16:9.", fields: ["aspect_ratio"]),
        Text("NegativePrompt", TextValue.Verbatim, (request, value) => request with { NegativePrompt = value },
            "What the clip shall not show.", fields: ["negative_prompt"]),
        Audio,
        AudioUri,
        new RowColumn<long>("Seed", (cell, _) => IntegerValue.Any(cell), (request, value) => request with { Seed = value },
            "A whole number; the same one makes similar clips."),
        new RowColumn<int>("Count", (cell, _) => IntegerValue.Count(cell), (request, value) => request with { Count = value },
            "How many clips of this request are made, and paid for.")
        { FieldNames = ["sample_count"] },
        Switch("EnhancePrompt", (request, value) => request with { EnhancePrompt = value },
            "Lets the service rewrite the prompt.", "extend_prompt", "enhance_prompt"),
        Text("Effect", TextValue.Word, (request, value) => request with { Effect = value },
            "The code of one of the service's effects, in Get-VideoEffect. The service then ignores the prompt.", fields: ["effect_code"]),
        Switch("Premium", (request, value) => request with { Premium = value },
            "Uses the service's premium model.", "is_premium_model"),
        new RowColumn<Uri>("WebhookUri", (cell, _) => UriValue.Read(cell), (request, value) => request with { WebhookUri = value },
            "The address the service reports to.")
        { FieldNames = ["webhookurl"] },
        new RowColumn<IReadOnlyList<string>>("WebhookEvent", (cell, _) => WebhookEventsValue.Read(cell), (request, value) => request with { WebhookEvents = value },
            "The events it reports, in the service's words; in a cell with commas or semicolons between them.")
        { Equality = Enumerable.SequenceEqual },
        Option,
        new RowColumn<string>("Name", (cell, _) => TextValue.Word(cell), (request, value) => request with { Name = value },
            "A label of the clip; names its file.")
        { InBody = false },
        new RowColumn<string>("Key", (cell, _) => TextValue.Word(cell), (request, value) => request with { Key = value },
            "The row's own key within its batch; without one it is derived from the request. A column Id is never read as it.")
        { InBody = false },
    ];

    /// <summary>Parameters of the whole run, which are never read from a row.</summary>
    public static IReadOnlyList<string> OfTheRun { get; } =
    [
        "Batch", "MaxCost", "AllowUnknownCost", "AllowDuplicate", "RetryFailed", "ThrottleLimit", "SkipValidation",
        "WebhookSecret", "Credential", "Token", "IdempotencyKey", "InputOrder",
    ];

    private static Dictionary<string, RowColumn> ByName { get; } =
        new(All.SelectMany(column => column.ColumnNames, (column, name) => KeyValuePair.Create(name, column)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The column of that name, alias or service field name in any case; null when there is none.</summary>
    public static RowColumn? Find(string name) => ByName.GetValueOrDefault(name);

    private static RowColumn<string> Text(string name, Func<Cell, string> read, Func<VideoRequest, string, VideoRequest> set, string description, IReadOnlyList<string>? fields = null) =>
        new(name, (cell, _) => read(cell), set, description) { FieldNames = fields ?? [] };

    private static RowColumn<bool> Switch(string name, Func<VideoRequest, bool, VideoRequest> set, string description, params string[] fields) =>
        new(name, (cell, _) => SwitchValue.Read(cell), set, description) { FieldNames = fields };
}
