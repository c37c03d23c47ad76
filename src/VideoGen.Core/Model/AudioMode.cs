namespace VideoGen;

/// <summary>What sound a clip gets.</summary>
public enum AudioMode
{
    /// <summary>Whatever the service does when nothing is said.</summary>
    Default,

    /// <summary>A silent clip.</summary>
    None,

    /// <summary>Sound made by the service.</summary>
    Generate,

    /// <summary>The sound file at <see cref="VideoRequest.AudioUri"/>.</summary>
    Custom,
}
