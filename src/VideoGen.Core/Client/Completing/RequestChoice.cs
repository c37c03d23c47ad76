namespace VideoGen.Client;

/// <summary>A value that a request which is still being written can have.</summary>
/// <param name="Value">As it is typed.</param>
/// <param name="Provider">The provider it goes with.</param>
/// <param name="Price">The request with it, as it would be priced; null where it lacks something before it could be.</param>
/// <param name="Needs">What has to be typed too, such as <c>-Model veo3.1</c>; empty where what is written already will do.</param>
internal sealed record RequestChoice(string Value, string Provider, VideoPrice? Price, string Needs)
{
    /// <summary>It takes the request without an image that is still to come.</summary>
    public bool IsEnough { get; init; }
}
