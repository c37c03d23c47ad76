using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Artnex;

/// <summary>A create, or the error it ends in. Checked in the order prompt, model, mode, image, then what the page gives no code for.</summary>
internal sealed record ArtnexRequest(ArtnexModel Model, string Prompt, int Seconds, string AspectRatio)
{
    private const int MaxPrompt = 4000;
    private const string ImageToVideo = "image-to-video";
    private static readonly string[] Ratios = ["16:9", "9:16", "1:1"];

    public static ArtnexRequest? Read(JsonBody body, ArtnexSettings settings, out (int Status, string Code, string Message) error)
    {
        string? prompt = body.Text("prompt", maxLength: MaxPrompt);
        string? id = body.Text("model");
        string? mode = body.Text("mode");
        string? image = body.Text("image");
        string? ratio = body.Text("aspect_ratio", oneOf: Ratios);
        long? duration = body.Whole("duration");
        if (settings.RefusesUnknownMembers)
        {
            body.RefuseUnknown();
        }

        ArtnexModel? model = id is null ? null : ArtnexModel.All.GetValueOrDefault(id);
        bool wantsImage = mode == ImageToVideo;
        error = body.Faults.FirstOrDefault(fault => fault.Path.Length == 0) is { } whole ? (400, "invalid_request", $"The body {whole.Message}.")
            : !body.Has("prompt") || prompt?.Length == 0 ? (400, "missing_prompt", "The prompt field is absent or empty.")
            : !body.Has("model") || (id is not null && model is null) ? (400, "invalid_model", "The model value is not a supported video model ID.")
            : mode is not (null or "text-to-video" or ImageToVideo) ? (400, "invalid_mode", "mode must be \"text-to-video\" or \"image-to-video\".")
            : wantsImage && string.IsNullOrEmpty(image) && !body.Faults.Any(fault => fault.Path == "image") ? (400, "missing_image", "mode is \"image-to-video\" but no image was provided.")
            : model is not null && model.TakesImage != wantsImage && settings.RefusesOtherMode ? (400, "invalid_model", "The model value does not support this mode.")
            : body.Faults.Count > 0 ? (422, "invalid_request", string.Join(" ", body.Faults.Select(fault => $"{fault.Path} {fault.Message}.")))
            : wantsImage && !IsImage(image!, settings.TakesBareBase64) ? (422, "invalid_image", "image must be a public https URL or a base64 image.")
            : duration is { } seconds && !model!.Durations.Contains(seconds) && settings.RefusesOtherDurations ? (422, "invalid_duration", $"duration must be one of {string.Join(", ", model.Durations)}.")
            : default;
        return error.Status != 0 ? null : new ArtnexRequest(
            model!,
            prompt!,
            (int)(duration is { } wanted ? model!.Durations.MinBy(offered => Math.Abs(offered - wanted)) : model!.Durations[0]),
            ratio is not null && model.Ratios.Contains(ratio) ? ratio : model.Ratios[0]);
    }

    private static bool IsImage(string text, bool takesBareBase64)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps)
        {
            return !uri.IsLoopback;
        }

        int comma = text.IndexOf(";base64,", StringComparison.Ordinal);
        string? data = text.StartsWith("data:image/", StringComparison.Ordinal) && comma > 0 ? text[(comma + 8)..] : takesBareBase64 ? text : null;
        return data is not null && Convert.TryFromBase64String(data, new byte[data.Length], out int written) && written > 0;
    }
}
