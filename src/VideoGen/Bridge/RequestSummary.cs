namespace VideoGen.Cmdlets;

/// <summary>A request as the action of a question: what is made where, with the values that were filled in and the price.</summary>
internal static class RequestSummary
{
    public static string Of(VideoRequest request, VideoPrice price)
    {
        string?[] parts =
        [
            request.Count is > 1 and { } count ? $"{count} clips" : null,
            request.Duration is { } seconds ? $"{seconds} s" : null,
            request.Size ?? request.Resolution,
            request.AspectRatio,
            request.Audio is null or AudioMode.Default ? null : $"audio {request.Audio}",
            request.Effect is { } effect ? $"effect {DisplayText.OneLine(effect, 40)}" : null,
            request.Premium is true ? "premium" : null,
            PriceText.Of(price),
        ];
        string settings = string.Join(", ", parts.OfType<string>());
        return $"Submit to {request.Provider} {request.Model} ({settings})";
    }
}
