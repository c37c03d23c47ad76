namespace VideoGen.Client;

/// <summary>Where and how the files of one command are saved.</summary>
public sealed record SaveOptions
{
    /// <summary>A folder or a template, see <see cref="FileNameTemplate"/>.</summary>
    public required string Destination { get; init; }

    /// <summary>Full path of the folder that a relative destination starts at.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>Replaces files that are there, and saves again what is saved already.</summary>
    public bool Force { get; init; }

    /// <summary>Writes a file beside each clip that says how it was made, see <see cref="ClipManifest"/>.</summary>
    public bool WithManifest { get; init; }

    /// <summary>Jobs that are saved at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottle;

    /// <summary>A job waits for its file to reach the disk before it gives its place away; with fewer places the line stands idle meanwhile.</summary>
    public const int DefaultThrottle = 8;
}
