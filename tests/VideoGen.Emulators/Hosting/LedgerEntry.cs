namespace VideoGen.Emulators.Hosting;

/// <summary>One request as it arrived.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">By name without case; several values are joined by commas.</param>
/// <param name="Body">As UTF-8 text; empty where there is none.</param>
public sealed record LedgerEntry(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The header's value, or null when it was not sent.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
