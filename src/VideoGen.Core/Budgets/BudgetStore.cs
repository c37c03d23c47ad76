using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;

namespace VideoGen.Budgets;

/// <summary>The budgets of a home: <c>budgets/PROVIDER.day.json</c> and <c>budgets/PROVIDER.month.json</c>. Read anew whenever they are asked for, so that what another session sets holds at once.</summary>
internal sealed class BudgetStore(string home)
{
    private const string Extension = ".json";
    private const int CurrentFormat = 1;

    /// <summary>Far more than a budget has.</summary>
    private const int LongestFile = 16 * 1024;

    private static readonly BudgetPeriod[] Periods = Enum.GetValues<BudgetPeriod>();

    private readonly string _folder = Path.Combine(home, "budgets");

    /// <summary>Providers with a budget, damaged ones too, by name as the files have it.</summary>
    /// <exception cref="VideoGenException"><c>DamagedBudget</c>.</exception>
    public IReadOnlyList<string> Providers()
    {
        try
        {
            return !Directory.Exists(_folder) ? [] :
            [
                .. Directory.GetFiles(_folder, "*" + Extension).Select(path => Path.GetFileName(path))
                    .SelectMany(name => Periods.Select(per => Suffix(per)).Where(name.EndsWith).Select(suffix => name[..^suffix.Length]))
                    .Where(ProviderRegistration.IsName).Distinct().Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoGenException(VideoErrors.DamagedBudget, $"The budgets in {_folder} cannot be read: {e.Message}", e) { Remedy = "Make the folder readable, or set VIDEOGEN_HOME to another." };
        }
    }

    /// <summary>The provider's budgets.</summary>
    /// <exception cref="VideoGenException"><c>DamagedBudget</c>.</exception>
    public async Task<IReadOnlyList<Budget>> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        var budgets = new List<Budget>();
        foreach (BudgetPeriod per in Periods)
        {
            if (await ReadAsync(provider, per, cancellationToken).ConfigureAwait(false) is { } budget)
            {
                budgets.Add(budget);
            }
        }

        return budgets;
    }

    /// <summary>Null where none is set.</summary>
    /// <exception cref="VideoGenException"><c>DamagedBudget</c>.</exception>
    public async Task<Budget?> ReadAsync(string provider, BudgetPeriod per, CancellationToken cancellationToken)
    {
        string path = PathOf(provider, per);
        try
        {
            return await AtomicFile.TryReadAsync(path, cancellationToken).ConfigureAwait(false) switch
            {
                null => null,
                { Length: > LongestFile } => throw Damaged("it is too long for one."),
                var content => JsonSerializer.Deserialize(content, BudgetJson.Default.StoredBudget) switch
                {
                    { Format: > CurrentFormat } => throw Damaged("a later version of the module wrote it."),
                    { Format: CurrentFormat } stored when IsSound(stored, provider, per) => new Budget(stored.Provider!, per) { Limit = stored.Limit, Unit = stored.Limit is null ? null : stored.Unit, Clips = stored.Clips },
                    _ => throw Damaged("it is not the budget its name says."),
                },
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Damaged(e.Message, e);
        }

        VideoGenException Damaged(string reason, Exception? cause = null) => BudgetErrors.DamagedBudget(provider, per, path, reason, cause);
    }

    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public async Task WriteAsync(Budget budget, CancellationToken cancellationToken)
    {
        var stored = new StoredBudget(CurrentFormat, budget.Provider, budget.Per) { Limit = budget.Limit, Unit = budget.Unit, Clips = budget.Clips };
        try
        {
            await AtomicFile.WriteAsync(PathOf(budget.Provider, budget.Per), JsonSerializer.SerializeToUtf8Bytes(stored, BudgetJson.Default.StoredBudget), durable: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>Whether there is one, damaged ones too.</summary>
    public bool Has(string provider, BudgetPeriod per) => File.Exists(PathOf(provider, per));

    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public void Remove(string provider, BudgetPeriod per)
    {
        try
        {
            File.Delete(PathOf(provider, per));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    private static bool IsSound(StoredBudget stored, string provider, BudgetPeriod per) =>
        provider.Equals(stored.Provider, StringComparison.OrdinalIgnoreCase) && stored.Per == per
        && (stored.Limit is not null || stored.Clips is not null) && stored.Limit is not < 0 and not > Most && stored.Clips is not < 0
        && (stored.Limit is null || CostAmount.IsUnit(stored.Unit));

    /// <summary>Sums with it stay within what a decimal holds.</summary>
    public const decimal Most = 1_000_000_000_000;

    private string PathOf(string provider, BudgetPeriod per) => Path.Combine(_folder, provider.ToLowerInvariant() + Suffix(per));

    private static string Suffix(BudgetPeriod per) => (per == BudgetPeriod.Day ? ".day" : ".month") + Extension;

    private VideoGenException NotWritable(Exception cause) => new(VideoErrors.JournalNotWritable, $"The budgets in {_folder} cannot be written: {cause.Message}", cause);
}

/// <summary>What is in the file. Everything may be missing: it may have been written by anyone.</summary>
internal sealed record StoredBudget(int Format, string? Provider, BudgetPeriod? Per)
{
    public decimal? Limit { get; init; }

    public string? Unit { get; init; }

    public int? Clips { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(StoredBudget))]
internal sealed partial class BudgetJson : JsonSerializerContext;
