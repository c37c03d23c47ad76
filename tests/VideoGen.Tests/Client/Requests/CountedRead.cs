using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Client.Requests;

/// <summary>A request that asked about jobs.</summary>
/// <param name="At">When, by the clock of client and service.</param>
/// <param name="Ids">The jobs it was about.</param>
internal sealed record CountedRead(DateTimeOffset At, IReadOnlyList<string> Ids)
{
    public static CountedRead Of(DateTimeOffset at, LedgerEntry entry) => new(
        at,
        entry.Target.Contains("resultsByIds", StringComparison.Ordinal)
            ? ((string)JsonNode.Parse(entry.Body)!["_ids"]!).Split(',')
            : [entry.Target.Split('?')[0].Split('/')[^1]]);
}
