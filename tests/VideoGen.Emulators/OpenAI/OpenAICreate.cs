using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.OpenAI;

/// <summary>The body of a create in either of its two shapes, and the rules both have.</summary>
internal static class OpenAICreate
{
    private const int MaxImageUrlLength = 20_971_520;

    public static async Task<(OpenAIOrder? Order, OpenAIError? Error)> ReadAsync(HttpRequest request, OpenAISettings settings)
    {
        if (request.HasFormContentType && request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return await OpenAIForm.ReadAsync(request, settings);
        }

        JsonBody body = await JsonBody.ReadAsync(request, settings.NullIsAbsent);
        string? prompt = body.Text("prompt", required: true, minLength: 1, maxLength: settings.MaxPromptLength);
        string? model = body.Text("model");
        string? size = body.Text("size");
        string? seconds = body.Text("seconds");
        JsonBody? reference = body.Part("input_reference");
        string? url = reference?.Text("image_url", maxLength: MaxImageUrlLength);
        string? file = reference?.Text("file_id");
        if (reference is not null && url is null == file is null)
        {
            reference.Fault("", JsonFaultKind.Combination, "provide exactly one of 'image_url' or 'file_id'");
        }

        if (settings.RefuseUnknownMembers)
        {
            reference?.RefuseUnknown();
            body.RefuseUnknown();
        }

        if (body.Faults.Count > 0)
        {
            return (null, OpenAIError.Of(body.Faults[0]));
        }

        if (file is not null && !settings.FileIds.Contains(file))
        {
            return (null, new OpenAIError(404, $"No such File object: {file}", Param: "input_reference.file_id"));
        }

        OpenAIOrder order = Order(prompt!, model, size, seconds, settings) with { FileId = file };
        return url is null ? Check(order, settings)
            : url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? CheckDataUri(order, url, settings)
            : Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? Check(order with { ImageUrl = url }, settings)
            : (null, OpenAIError.Invalid("input_reference.image_url", "expected a fully qualified URL or a base64-encoded data URL"));
    }

    public static OpenAIOrder Order(string prompt, string? model, string? size, string? seconds, OpenAISettings settings) => new()
    {
        Prompt = prompt,
        Model = model ?? settings.DefaultModel,
        Size = size ?? settings.DefaultSize,
        Seconds = seconds ?? settings.DefaultSeconds,
    };

    /// <summary>The rules of models, sizes, lengths and images.</summary>
    public static (OpenAIOrder? Order, OpenAIError? Error) Check(OpenAIOrder order, OpenAISettings settings)
    {
        OpenAIError? error =
            Listed("model", order.Model, settings.Models)
            ?? Listed("size", order.Size, settings.Sizes)
            ?? (order.Model.Contains("pro", StringComparison.Ordinal) ? null : Listed("size", order.Size, settings.SmallSizes))
            ?? Listed("seconds", order.Seconds, settings.Seconds);
        if (error is null && settings.Seconds is null && !(int.TryParse(order.Seconds, out int seconds) && seconds > 0))
        {
            error = OpenAIError.Invalid("seconds", "expected a whole number");
        }

        if (error is null && order.Image is not null)
        {
            error = CheckImage(order, settings);
        }

        return error is null ? (order, null) : (null, error);
    }

    private static OpenAIError? CheckImage(OpenAIOrder order, OpenAISettings settings)
    {
        if (order.ImageType is not ("image/jpeg" or "image/png" or "image/webp"))
        {
            return new OpenAIError(
                400,
                $"Invalid file 'input_reference': unsupported mimetype ('{order.ImageType}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.",
                "unsupported_file_mimetype",
                "input_reference");
        }

        return settings.RequireMatchingImage && ImageHeader.Read(order.Image) is { } size && $"{size.Width}x{size.Height}" != order.Size
            ? new OpenAIError(400, "Inpaint image must match the requested width and height")
            : null;
    }

    private static (OpenAIOrder? Order, OpenAIError? Error) CheckDataUri(OpenAIOrder order, string uri, OpenAISettings settings)
    {
        const string Encoding = ";base64";
        int comma = uri.IndexOf(',', StringComparison.Ordinal);
        byte[] image = new byte[uri.Length];
        return comma < 0 || !uri[..comma].EndsWith(Encoding, StringComparison.Ordinal) || !Convert.TryFromBase64String(uri[(comma + 1)..], image, out int length)
            ? (null, OpenAIError.Invalid("input_reference.image_url", "expected a fully qualified URL or a base64-encoded data URL"))
            : Check(order with { Image = image[..length], ImageType = uri["data:".Length..(comma - Encoding.Length)] }, settings);
    }

    private static OpenAIError? Listed(string param, string value, IReadOnlyList<string>? allowed)
    {
        if (allowed?.Contains(value) != false)
        {
            return null;
        }

        string last = allowed.Count > 1 ? $"{string.Join(", ", allowed.SkipLast(1).Select(word => $"'{word}'"))}{(allowed.Count > 2 ? "," : "")} and '{allowed[^1]}'" : $"'{allowed[0]}'";
        return new OpenAIError(400, $"Invalid value: '{value}'. Supported values are: {last}.", "invalid_value", param);
    }
}
