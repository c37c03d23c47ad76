namespace VideoGen.Tracing;

/// <summary>How a trace is exported.</summary>
public sealed record TraceExportOptions
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Replaces a file that is there.</summary>
    public bool Force { get; init; }

    /// <summary>Leaves in what the user wrote: prompts, the job's name and its batch.</summary>
    public bool IncludePrompt { get; init; }

    /// <summary>What runs the module, such as <c>PowerShell 7.6.5</c>.</summary>
    public string? Host { get; init; }
}
