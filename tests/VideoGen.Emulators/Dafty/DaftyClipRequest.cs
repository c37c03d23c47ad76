using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>The two video creates, checked. What is absent has its default.</summary>
internal sealed record DaftyClipRequest
{
    private const int MaxReference = 2048;
    private const int MaxPrompt = 2000;
    private const int MaxNegativePrompt = 1000;

    private static readonly string[] Resolutions = ["480p", "720p"];
    private static readonly string[] AspectRatios = ["16:9", "9:16", "4:3", "3:4", "1:1", "21:9", "auto"];

    /// <summary>The member and its reference: one image, or the start and the end.</summary>
    public required IReadOnlyList<(string Member, string Reference)> Images { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Seconds.</summary>
    public int Duration { get; init; }

    public required string Resolution { get; init; }

    public required string AspectRatio { get; init; }

    public bool IsFrames => Images.Count == 2;

    /// <summary>Null when the body has faults.</summary>
    public static DaftyClipRequest? Read(JsonBody body, bool frames, bool refuseUnknown)
    {
        string[] members = frames ? ["startImage", "endImage"] : ["image"];
        string?[] images = [.. members.Select(member => body.Text(member, required: true, minLength: 1, maxLength: MaxReference))];
        string? prompt = body.Text("prompt", required: true, minLength: 1, maxLength: MaxPrompt);
        long duration = body.Whole("duration", min: frames ? 4 : 1, max: 15) ?? 6;
        string? ratio = frames ? body.Text("aspectRatio", oneOf: AspectRatios) : null;
        string resolution = body.Text("resolution", oneOf: Resolutions) ?? "720p";
        _ = body.Flag("audio");
        _ = body.Text("negativePrompt", maxLength: MaxNegativePrompt);
        if (refuseUnknown)
        {
            body.RefuseUnknown();
        }

        return body.Faults.Count > 0 ? null : new DaftyClipRequest
        {
            Images = [.. members.Zip(images, (member, image) => (member, image!))],
            Prompt = prompt!,
            Duration = (int)duration,
            Resolution = resolution,
            AspectRatio = ratio ?? "auto",
        };
    }
}
