namespace VideoGen.Http;

/// <summary>Builds request paths out of pieces that may come from a user or a service.</summary>
public static class ApiPath
{
    /// <summary>The pieces, escaped and joined by slashes, so that an id is one segment whatever it contains.</summary>
    /// <exception cref="VideoGenException"><c>NotFoundAtService</c>: a piece that is empty, <c>.</c> or <c>..</c> would name another resource.</exception>
    public static string Of(params string[] pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        foreach (string piece in pieces)
        {
            // Dots are never escaped, and every server and client takes them for steps.
            if (piece is null or "" or "." or "..")
            {
                throw new VideoGenException(VideoErrors.NotFoundAtService, $"'{piece}' is not an id.");
            }
        }

        return string.Join('/', pieces.Select(Uri.EscapeDataString));
    }
}
