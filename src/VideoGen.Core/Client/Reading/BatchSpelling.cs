using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>
/// Says that no batch has a name. A listing of a misspelt one is empty, and then the rest of a pipeline does nothing without a word.
/// </summary>
internal static class BatchSpelling
{
    /// <param name="services">Of the home.</param>
    /// <param name="name">As the user gave it; a pattern that fits no batch is no mistake.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>A sentence or two for the user; null where there is such a batch.</returns>
    public static async Task<string?> FindFaultAsync(ClientServices services, string name, CancellationToken cancellationToken)
    {
        if (name.AsSpan().ContainsAny('*', '?') || await services.Batches.RecallAsync(name, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        string[] names = [.. (await new HomeGlance(services.Options).BatchesAsync(cancellationToken).ConfigureAwait(false)).Select(batch => batch.Name)];
        string hint = Choices.Nearest(name, names) is { } nearest ? $" Did you mean {DisplayText.OneLine(nearest, 60)}?" : "";
        return $"There is no batch '{DisplayText.OneLine(name, 60)}'.{hint}";
    }
}
