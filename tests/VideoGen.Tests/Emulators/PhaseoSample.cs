using System.Text.RegularExpressions;

namespace VideoGen.Tests.Emulators;

/// <summary>An exchange as recorded: status line, headers, body. What differs from run to run can be taken out.</summary>
internal sealed partial record PhaseoSample(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Emulators", "PhaseoSamples");

    public static IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Folder, "*.http").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static PhaseoSample Read(string name)
    {
        string[] parts = File.ReadAllText(Path.Combine(Folder, $"{name}.http")).Split("\n\n", 2);
        string[] head = parts[0].Split('\n');
        var headers = head[1..].Where(line => line.Length > 0).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new PhaseoSample(int.Parse(head[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, parts[1].Trim());
    }

    /// <summary>Ids, times, signatures, ports and durations as signs.</summary>
    public static string Steady(string text)
    {
        text = Ids().Replace(text, "G-#");
        text = Hosts().Replace(text, "http://host");
        text = Instants().Replace(text, "\"instant\"");
        text = Signatures().Replace(text, "download_token=#&download_sig=#&expires_at=#");
        text = Seconds().Replace(text, "$1#");
        return Meters().Replace(text, "\"meta\":{\"throughput_tps\":#,\"generation_ms\":#,\"latency_ms\":#}");
    }

    [GeneratedRegex("G-[0-9A-HJKMNP-TV-Z]{26}")]
    private static partial Regex Ids();

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Hosts();

    [GeneratedRegex("\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\"")]
    private static partial Regex Instants();

    [GeneratedRegex("download_token=[A-Za-z0-9_-]+&download_sig=[0-9a-f]{64}&expires_at=[0-9]{10}")]
    private static partial Regex Signatures();

    [GeneratedRegex("(\"(?:created_at|expires_at)\":)[0-9]{10}")]
    private static partial Regex Seconds();

    [GeneratedRegex("\"meta\":\\{\"throughput_tps\":(?:null|[0-9]+),\"generation_ms\":[0-9]+,\"latency_ms\":[0-9]+\\}")]
    private static partial Regex Meters();
}
