using System.Net.Http.Headers;

namespace VideoGen.Emulators.OpenAI;

/// <summary>A create as <c>multipart/form-data</c>: every member a text part, the reference image a file part.</summary>
internal static class OpenAIForm
{
    private static readonly string[] Texts = ["prompt", "model", "size", "seconds"];

    public static async Task<(OpenAIOrder? Order, OpenAIError? Error)> ReadAsync(HttpRequest request, OpenAISettings settings)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, new OpenAIError(400, "Could not parse multipart form."));
        }

        if (Shape(form, settings) is { } error)
        {
            return (null, error);
        }

        OpenAIOrder order = OpenAICreate.Order(form["prompt"]!, Text(form, "model"), Text(form, "size"), Text(form, "seconds"), settings);
        if (form.Files.GetFile("input_reference") is { } file)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            order = order with { Image = bytes.ToArray(), ImageType = MediaTypeHeaderValue.TryParse(file.ContentType, out MediaTypeHeaderValue? type) ? type.MediaType : null };
        }

        return OpenAICreate.Check(order, settings);
    }

    private static OpenAIError? Shape(IFormCollection form, OpenAISettings settings)
    {
        foreach (string name in form.Keys.Concat(form.Files.Select(file => file.Name)))
        {
            if (settings.RefuseUnknownMembers && name != "input_reference" && !Texts.Contains(name))
            {
                return new OpenAIError(400, $"Unknown parameter: '{name}'.", "unknown_parameter", name);
            }

            if (form[name].Count + form.Files.GetFiles(name).Count > 1)
            {
                return new OpenAIError(400, $"Duplicate parameter: '{name}'.", "duplicate_parameter", name);
            }

            if (form.Files.GetFile(name) is not null && Texts.Contains(name))
            {
                return new OpenAIError(400, $"Invalid type for '{name}': expected a string, but got a file instead.", "invalid_type", name);
            }
        }

        if (form.ContainsKey("input_reference"))
        {
            return new OpenAIError(400, "Invalid type for 'input_reference': expected a file, but got a string instead.", "invalid_type", "input_reference");
        }

        string? prompt = Text(form, "prompt");
        return prompt is null ? new OpenAIError(400, "Missing required parameter: 'prompt'.", "missing_required_parameter", "prompt")
            : prompt.Length == 0 ? OpenAIError.Invalid("prompt", "must have at least 1 characters")
            : prompt.Length > settings.MaxPromptLength ? OpenAIError.Invalid("prompt", $"must have at most {settings.MaxPromptLength} characters")
            : null;
    }

    private static string? Text(IFormCollection form, string name) => form.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues value) ? value.ToString() : null;
}
