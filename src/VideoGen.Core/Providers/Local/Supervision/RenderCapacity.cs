namespace VideoGen.Providers.Local;

/// <summary>How much may be rendered at once. Orders are weighed by the cores and the memory that their size needs.</summary>
/// <param name="Cores">Cores of the machine, or of the container.</param>
/// <param name="MemoryBytes">Memory that renders may fill together.</param>
internal sealed record RenderCapacity(int Cores, long MemoryBytes)
{
    public static RenderCapacity OfThisMachine() => new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>True when the order can start beside those that run. One order alone always can.</summary>
    public bool Fits(LocalOrder order, IReadOnlyCollection<LocalOrder> running) => running.Count == 0
        || (running.Sum(Encoder.ThreadsFor) + Encoder.ThreadsFor(order) <= Cores
            && running.Sum(MemoryFor) + MemoryFor(order) <= MemoryBytes);

    /// <summary>Threads for the filters of one render, when <paramref name="renders"/> run at once.</summary>
    public int FilterThreads(int renders) => Math.Clamp(Cores / Math.Max(renders, 1), 1, 16);

    /// <summary>An upper estimate of what FFmpeg fills: 0.15 GB at 720p, 0.3 at 1080p and 1.0 at 4k were measured, and stills come on top.</summary>
    public static long MemoryFor(LocalOrder order) => (200L << 20) + ((long)order.Width * order.Height * 140);
}
