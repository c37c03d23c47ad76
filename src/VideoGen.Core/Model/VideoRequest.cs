using System.Text.Json.Nodes;

namespace VideoGen;

/// <summary>One clip as a user asks for it. Null and empty mean not given.</summary>
public sealed record VideoRequest
{
    /// <summary>The provider's catalogue name; null until the default is chosen.</summary>
    public string? Provider { get; init; }

    public string? Prompt { get; init; }

    public string? Model { get; init; }

    /// <summary>The first frame.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>The last frame.</summary>
    public ImageReference? LastImage { get; init; }

    public IReadOnlyList<ReferenceImage> ReferenceImages { get; init; } = [];

    /// <summary>Length of the clip in whole seconds.</summary>
    public int? Duration { get; init; }

    /// <summary>A resolution word, such as <c>720p</c> or <c>4k</c>.</summary>
    public string? Resolution { get; init; }

    /// <summary>Pixels as <c>1280x720</c>; not together with <see cref="Resolution"/> or <see cref="AspectRatio"/>.</summary>
    public string? Size { get; init; }

    /// <summary>A ratio such as <c>16:9</c>, or <c>auto</c> for the image's own.</summary>
    public string? AspectRatio { get; init; }

    public string? NegativePrompt { get; init; }

    public AudioMode? Audio { get; init; }

    /// <summary>The sound to use with <see cref="AudioMode.Custom"/>.</summary>
    public Uri? AudioUri { get; init; }

    public long? Seed { get; init; }

    /// <summary>How many clips of this request are wanted.</summary>
    public int? Count { get; init; }

    public bool? EnhancePrompt { get; init; }

    /// <summary>The code of one of the service's effects.</summary>
    public string? Effect { get; init; }

    public bool? Premium { get; init; }

    public Uri? WebhookUri { get; init; }

    public IReadOnlyList<string> WebhookEvents { get; init; } = [];

    /// <summary>Members of the request body that are sent as they are.</summary>
    public JsonObject? Option { get; init; }

    /// <summary>The user's label; names the file.</summary>
    public string? Name { get; init; }

    /// <summary>The row's own key within its batch; null to derive one from the request's content.</summary>
    public string? Key { get; init; }
}
