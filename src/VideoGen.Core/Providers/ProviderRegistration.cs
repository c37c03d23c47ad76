namespace VideoGen.Providers;

/// <summary>A server of a known kind under a name of its own: a self-hosted one, a proxy, an emulator.</summary>
/// <param name="Name">See <see cref="IsName"/>.</param>
/// <param name="Kind">The catalogue name of the built-in provider whose shape the server has.</param>
/// <param name="Uri">Where its API is: https, or http on this machine.</param>
public sealed record ProviderRegistration(string Name, string Kind, string Uri)
{
    public const int LongestName = 40;

    /// <summary>The model of requests that name none; null leaves it to the kind, or to a server with models of its own.</summary>
    public string? Model { get; init; }

    /// <summary>Values of the kind's <see cref="ProviderDescriptor.Settings"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Letters (a to z), digits, - and _, at most <see cref="LongestName"/>, a letter or digit first: it becomes part of variables and file names.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
