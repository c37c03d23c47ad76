namespace VideoGen.Http;

/// <summary>Random fractions for many threads out of one <see cref="Random"/>, which is not safe for them by itself.</summary>
internal sealed class Jitter(Random random)
{
    private readonly object _lock = new();

    /// <summary>At least 0, below 1.</summary>
    public double Next()
    {
        lock (_lock)
        {
            return random.NextDouble();
        }
    }
}
