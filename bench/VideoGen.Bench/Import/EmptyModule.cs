namespace VideoGen.Bench.Import;

/// <summary>The module that ours is compared with; it is built with the bench.</summary>
internal static class EmptyModule
{
    /// <summary>Its manifest.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine("bench", "EmptyModule", "bin", "module", "EmptyModule.psd1"));

    /// <summary>Its command.</summary>
    public const string Command = "Read-EmptyRow";
}
