using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Requests to the gateway, as the client hands them over.</summary>
internal static class PhaseoTestRequests
{
    public const string Id = "G-01KN3W6Z8V5T2Q9X4M7B1C0DEF";

    public static VideoRequest Boat { get; } = new() { Provider = "Phaseo", Model = "openai/sora-2", Prompt = "a boat", Duration = 4, Size = "1280x720" };

    /// <summary>A request with its images as addresses.</summary>
    public static Submission Submission(VideoRequest request) => new("key", request)
    {
        Image = request.Image is { } image ? ImageContent.Of(image.Value) : null,
        LastImage = request.LastImage is { } last ? ImageContent.Of(last.Value) : null,
        ReferenceImages = [.. request.ReferenceImages.Select(reference => ImageContent.Of(reference.Image.Value))],
    };

    public static ImageReference Url(string name) => new(ImageKind.Url, $"https://example.com/{name}");

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
