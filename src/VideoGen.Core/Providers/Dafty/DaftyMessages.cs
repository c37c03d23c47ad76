using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Providers.Dafty;

/// <summary>Body of POST /videos/image-to-video. What is null is left to the service (6 s, 720p, with sound).</summary>
internal sealed record DaftyImageToVideo(string Image, string? Prompt)
{
    /// <summary>Seconds, 1 to 15.</summary>
    public int? Duration { get; init; }

    public string? Resolution { get; init; }

    public bool? Audio { get; init; }

    public string? NegativePrompt { get; init; }
}

/// <summary>Body of POST /videos/frames. What is null is left to the service (6 s, the start frame's ratio, 720p, with sound).</summary>
internal sealed record DaftyFrames(string StartImage, string EndImage, string? Prompt)
{
    /// <summary>Seconds, 4 to 15.</summary>
    public int? Duration { get; init; }

    public string? AspectRatio { get; init; }

    public string? Resolution { get; init; }

    public bool? Audio { get; init; }

    public string? NegativePrompt { get; init; }
}

/// <summary>Body of POST /uploads.</summary>
internal sealed record DaftyUploadRequest(string Filename, string ContentType);

/// <summary>Every success is <c>{"data":…}</c>.</summary>
internal sealed record DaftyAnswer<T>
{
    public T? Data { get; init; }
}

/// <summary>Answer of POST /uploads.</summary>
internal sealed record DaftyPresigned
{
    public string? UploadId { get; init; }

    /// <summary>An address of the storage, with its signature.</summary>
    public string? UploadUrl { get; init; }
}

/// <summary>Answer of POST /uploads/{id}/complete.</summary>
internal sealed record DaftyUploaded
{
    public string? Id { get; init; }

    public string? Url { get; init; }
}

internal sealed record DaftyJob
{
    public string? Id { get; init; }

    /// <summary><c>video.generate</c>, <c>image.generate</c>, …</summary>
    public string? Type { get; init; }

    /// <summary><c>pending</c>, <c>processing</c>, <c>completed</c>, <c>failed</c>; there is none for a cancelled job.</summary>
    public string? Status { get; init; }

    /// <summary>ISO 8601, UTC.</summary>
    public string? CreatedAt { get; init; }

    public DaftyResult? Result { get; init; }

    /// <summary>Of a failed job. Its form is not documented: an object like that of the error envelope, a text, or nothing.</summary>
    public JsonElement Error { get; init; }
}

internal sealed record DaftyResult
{
    public DaftyVideo? Video { get; init; }
}

internal sealed record DaftyVideo
{
    public string? Url { get; init; }

    public double? DurationSeconds { get; init; }

    /// <summary>Made just after the video: null on the first reads is normal (docs: videos).</summary>
    public string? ThumbnailUrl { get; init; }

    public double? Width { get; init; }

    public double? Height { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(DaftyImageToVideo))]
[JsonSerializable(typeof(DaftyFrames))]
[JsonSerializable(typeof(DaftyUploadRequest))]
[JsonSerializable(typeof(DaftyAnswer<DaftyPresigned>), TypeInfoPropertyName = "PresignedAnswer")]
[JsonSerializable(typeof(DaftyAnswer<DaftyUploaded>), TypeInfoPropertyName = "UploadedAnswer")]
[JsonSerializable(typeof(DaftyAnswer<DaftyJob>), TypeInfoPropertyName = "JobAnswer")]
[JsonSerializable(typeof(DaftyAnswer<JsonElement>), TypeInfoPropertyName = "AnyAnswer")]
internal sealed partial class DaftyJson : JsonSerializerContext;
