using System.Globalization;

namespace VideoGen.Bench.Batch;

/// <summary>What each contender is told: so many rows to that service, at most so many requests under way, the files into that folder.</summary>
/// <param name="Address">Such as <c>http://127.0.0.1:40123/v1</c>.</param>
/// <param name="Rows">One job and one file each.</param>
/// <param name="Folder">Of the files; there is an empty one of this name.</param>
/// <param name="Home">Of what the contender remembers, where it remembers anything.</param>
/// <param name="WarmUpRows">The rows that each contender does before it is measured, so that what is measured is a batch and not the start of a process.</param>
internal sealed record BatchWork(Uri Address, int Rows, string Folder, string Home, int WarmUpRows)
{
    /// <summary>The most requests under way at once.</summary>
    public const int AtOnce = 32;

    /// <summary>Between the two, in which runtimes finish compiling what the first showed them to be worth it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The work before what is measured.</summary>
    public BatchWork WarmUp => this with { Rows = WarmUpRows, Folder = Directory.CreateDirectory(Path.Combine(Folder, "warm-up")).FullName };

    /// <summary>Where the service is asked what it was asked, and begins to count anew.</summary>
    public Uri Load => new(Address, "/_emulator/load");

    /// <summary>As arguments of a program.</summary>
    public string[] Arguments => [Address.AbsoluteUri, Text(Rows), Folder, Home, Text(WarmUpRows)];

    /// <summary>The reverse of <see cref="Arguments"/>.</summary>
    public static BatchWork Of(string[] arguments) =>
        new(new Uri(arguments[0]), int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2], arguments[3], int.Parse(arguments[4], CultureInfo.InvariantCulture));

    /// <summary>The prompt of a row, from 0.</summary>
    public static string Prompt(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"Shot {row}: a fox runs through fresh snow at dawn, long lens, soft light, slow dolly to the left");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
