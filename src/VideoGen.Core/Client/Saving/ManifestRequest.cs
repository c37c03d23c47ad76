using System.Text.Json.Nodes;

namespace VideoGen.Client;

/// <summary>
/// A request as it may stand beside a clip that is handed on: addresses without user, query and fragment, which carry signatures,
/// and no member of <c>Option</c> that is named like a secret.
/// </summary>
internal static class ManifestRequest
{
    private static readonly string[] SecretNames = ["secret", "token", "password", "authorization", "apikey", "api_key", "api-key"];

    public static VideoRequest Of(VideoRequest request) => request with
    {
        Image = Plain(request.Image),
        LastImage = Plain(request.LastImage),
        ReferenceImages = [.. request.ReferenceImages.Select(reference => reference with { Image = Plain(reference.Image)! })],
        AudioUri = request.AudioUri is { } audio ? Plain(audio) : null,
        WebhookUri = request.WebhookUri is { } webhook ? Plain(webhook) : null,
        Option = request.Option is { } option ? Plain((JsonObject)option.DeepClone()) : null,
    };

    private static ImageReference? Plain(ImageReference? image) =>
        image is { Kind: ImageKind.Url } ? image with { Value = Plain(image.Value) } : image;

    private static string Plain(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? Plain(uri).OriginalString : text;

    private static Uri Plain(Uri uri) => uri is { IsAbsoluteUri: true } && uri.Scheme is "http" or "https" && (uri.Query.Length > 0 || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        ? new Uri(uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped))
        : uri;

    private static JsonObject Plain(JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members.ToArray())
        {
            members[name] = Array.Exists(SecretNames, secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)) && value is JsonValue ? "***" : Plain(value);
        }

        return members;
    }

    private static JsonNode? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return Plain((JsonObject)members.DeepClone());

            case JsonArray items:
                return new JsonArray([.. items.Select(item => Plain(item?.DeepClone()))]);

            case JsonValue value when value.TryGetValue(out string? text):
                return Plain(text);

            default:
                return node?.DeepClone();
        }
    }
}
