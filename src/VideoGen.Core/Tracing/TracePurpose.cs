namespace VideoGen.Tracing;

/// <summary>What exchanges were made for.</summary>
internal static class TracePurpose
{
    public const string Submit = "submit";

    /// <summary>The one kind that is made again and again.</summary>
    public const string Read = "read";

    public const string Resolve = "resolve";

    public const string Stop = "stop";

    public const string Delete = "delete";

    public const string Download = "download";
}
