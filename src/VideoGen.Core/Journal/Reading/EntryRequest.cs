using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Journal;

/// <summary>Reads the request of an entry; see <see cref="EntryReader"/>.</summary>
internal static class EntryRequest
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JournalJson.Depth };

    public static VideoRequest Read(JsonElement request) => new()
    {
        Provider = request.Text("provider"u8),
        Prompt = request.Text("prompt"u8),
        Model = request.Text("model"u8),
        Image = Image(request.Member("image"u8)),
        LastImage = Image(request.Member("lastImage"u8)),
        ReferenceImages = [.. request.List("referenceImages"u8).Select(Reference)],
        Duration = request.Number("duration"u8),
        Resolution = request.Text("resolution"u8),
        Size = request.Text("size"u8),
        AspectRatio = request.Text("aspectRatio"u8),
        NegativePrompt = request.Text("negativePrompt"u8),
        Audio = request.Member("audio"u8) is { } audio ? (AudioMode)audio.Name(typeof(AudioMode)) : null,
        AudioUri = request.Address("audioUri"u8),
        Seed = request.LongNumber("seed"u8),
        Count = request.Number("count"u8),
        EnhancePrompt = request.Truth("enhancePrompt"u8),
        Effect = request.Text("effect"u8),
        Premium = request.Truth("premium"u8),
        WebhookUri = request.Address("webhookUri"u8),
        WebhookEvents = [.. request.List("webhookEvents"u8).Select(word => word.GetString() ?? throw new FormatException())],
        Option = request.Member("option"u8) is { } option ? JsonNode.Parse(option.GetRawText(), null, Options)!.AsObject() : null,
        Name = request.Text("name"u8),
        Key = request.Text("key"u8),
    };

    private static ImageReference? Image(JsonElement? image) => image is { } given
        ? new ImageReference((ImageKind)given.GetProperty("kind"u8).Name(typeof(ImageKind)), given.RequiredText("value"u8))
        : null;

    private static ReferenceImage Reference(JsonElement reference) => new(
        Image(reference.Member("image"u8)) ?? throw new FormatException(), reference.Text("role"u8), reference.Text("type"u8));
}
