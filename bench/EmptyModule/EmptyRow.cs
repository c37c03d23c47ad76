namespace EmptyModule;

/// <summary>What is left of a row.</summary>
/// <param name="Name">The text of its first column.</param>
/// <param name="Columns">How many columns have text.</param>
public sealed record EmptyRow(string Name, int Columns);
