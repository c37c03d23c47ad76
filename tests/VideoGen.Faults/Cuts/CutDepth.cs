namespace VideoGen.Faults.Cuts;

/// <summary>How many cuts an exchange gets.</summary>
/// <param name="Stages">Of the stages, drawn by the seed; null for all.</param>
/// <param name="AllWays">Each in every way; else in one that is drawn.</param>
/// <param name="Bytes">Cuts at a byte that is drawn, in each direction.</param>
internal sealed record CutDepth(int? Stages, bool AllWays, int Bytes)
{
    public static CutDepth Everything(int bytes) => new(null, AllWays: true, bytes);
}
