namespace VideoGen.Cmdlets.Progress;

/// <summary>What a bar shows at one moment.</summary>
/// <param name="Status">Of the whole command, the most telling first, since a narrow terminal cuts the end.</param>
/// <param name="Operation">What there was news of last; hosts with one line a bar leave it out.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Left">The time that is left; null while nothing has finished that it could be told from.</param>
internal sealed record ProgressState(string Status, string? Operation, int Percent, TimeSpan? Left);
