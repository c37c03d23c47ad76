using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Phantaisia;

/// <summary>A request for a clip, with the types and words of its fields checked; which of them go together is the service's next step.</summary>
internal sealed record PhantaisiaRun
{
    private static readonly string[] Durations = ["4s", "6s", "8s"];
    private static readonly string[] Ratios = ["auto", "16:9", "9:16", "3:2", "2:3"];

    public required string Prompt { get; init; }

    public required string Model { get; init; }

    public int Seconds { get; init; }

    public required string AspectRatio { get; init; }

    public bool IsTransition { get; init; }

    /// <summary>Null when the body has faults.</summary>
    public static PhantaisiaRun? Read(JsonBody body, bool transition, bool refuseUnknown)
    {
        foreach (string member in transition ? ["first_frame", "last_frame"] : (ReadOnlySpan<string>)["prompt_image"])
        {
            if (body.Text(member, required: true) is { } image && !IsImage(image))
            {
                body.Fault(member, JsonFaultKind.Value, "must be a data URI of an image or a public URL");
            }
        }

        string? prompt = body.Text("prompt", required: true);
        string? model = body.Text("model", required: true);
        string? duration = body.Text("duration", required: true, oneOf: Durations);
        string? ratio = transition ? null : body.Text("aspect_ratio", oneOf: Ratios);
        if (refuseUnknown)
        {
            body.RefuseUnknown();
        }

        return body.Faults.Count > 0 ? null : new PhantaisiaRun
        {
            Prompt = prompt!,
            Model = model!,
            Seconds = duration![0] - '0',
            AspectRatio = ratio ?? "auto",
            IsTransition = transition,
        };
    }

    private static bool IsImage(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https")
        {
            return true;
        }

        int comma = text.IndexOf(";base64,", StringComparison.Ordinal);
        return text.StartsWith("data:image/", StringComparison.Ordinal) && comma > 0
            && Convert.TryFromBase64String(text[(comma + 8)..], new byte[text.Length], out int written) && written > 0;
    }
}
