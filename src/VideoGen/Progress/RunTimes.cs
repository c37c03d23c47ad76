namespace VideoGen.Cmdlets.Progress;

/// <summary>Tells from the clips that are made how long the others will take.</summary>
internal sealed class RunTimes
{
    /// <summary>What a clip that already takes longer than all before it is given on top, as a part of its age.</summary>
    private const double Overtime = 0.1;

    private int _count;
    private double _sum;
    private double _longest;

    /// <summary>A clip was made.</summary>
    /// <param name="took">From its beginning, without the time it was queued.</param>
    public void Add(TimeSpan took)
    {
        double seconds = Math.Max(took.TotalSeconds, 0);
        _count++;
        _sum += seconds;
        _longest = Math.Max(_longest, seconds);
    }

    /// <param name="ages">How long those have run that are being made now.</param>
    /// <param name="waiting">Those that nobody has begun with. They are taken to be begun as those before them end, so many at once as now.</param>
    /// <returns>Null before anything is made, and where nothing is to come.</returns>
    public TimeSpan? Left(IReadOnlyCollection<TimeSpan> ages, int waiting)
    {
        if (_count == 0 || ages.Count + waiting == 0)
        {
            return null;
        }

        double mean = _sum / _count;
        double[] rests = [.. ages.Select(age => Rest(age.TotalSeconds, mean))];
        double spread = (rests.Sum() + (waiting * mean)) / Math.Max(rests.Length, 1);
        return TimeSpan.FromSeconds(Math.Max(spread, rests.DefaultIfEmpty().Max()));
    }

    private double Rest(double age, double mean) =>
        age < mean ? mean - age : Math.Max(_longest - age, age * Overtime);
}
