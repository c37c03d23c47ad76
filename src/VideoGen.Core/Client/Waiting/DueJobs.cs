namespace VideoGen.Client;

/// <summary>
/// The jobs of a wait by when each is to be read next, those of each provider apart. Where one read carries many ids, jobs that are
/// due at about the same time are read together; where it carries one, many jobs that are due at once are spread over their pause.
/// Pure: the time is an argument.
/// </summary>
internal sealed class DueJobs
{
    /// <summary>Fewer jobs than these are no burst that would have to be spread.</summary>
    private const int Many = 100;

    /// <summary>The share of its pause by which a job may be read later, so that reads are spread, or earlier, so that they are shared.</summary>
    private const double Slack = 0.1;

    private readonly Dictionary<string, Line> _lines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the first job is due; null when there is none.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (Line line in _lines.Values)
            {
                if (line.Jobs.TryPeek(out _, out DateTimeOffset due) && !(due >= next))
                {
                    next = due;
                }
            }

            return next;
        }
    }

    /// <summary>Adds a job that is read when a pause is over.</summary>
    /// <param name="batchSize">Ids one read of its provider may carry.</param>
    /// <param name="pause">From now; none for at once.</param>
    /// <param name="isLeast">The service or the user has asked for the pause, so that the job is not read earlier.</param>
    public void Add(WaitedJob job, int batchSize, TimeSpan pause, bool isLeast, DateTimeOffset now)
    {
        if (!_lines.TryGetValue(job.Job.Provider, out Line? line))
        {
            _lines[job.Job.Provider] = line = new Line(batchSize);
        }

        DateTimeOffset due = now + pause;
        if (batchSize == 1 && line.Jobs.Count >= Many)
        {
            // The place after the last one, so that some rounds later all places are taken evenly and nobody is late.
            DateTimeOffset place = line.Last + (pause / line.Jobs.Count);
            due = place > due && place <= due + (pause * Slack) ? place : due;
        }

        line.Last = due;
        job.Early = isLeast ? TimeSpan.Zero : pause * Slack;
        line.Jobs.Enqueue(job, due);
    }

    /// <summary>Takes the jobs that are due, and those that share a read with them.</summary>
    public List<WaitedJob> Take(DateTimeOffset now)
    {
        var taken = new List<WaitedJob>();
        foreach (Line line in _lines.Values)
        {
            int before = taken.Count;
            while (line.Jobs.TryPeek(out WaitedJob? job, out DateTimeOffset due)
                && (due <= now || ((taken.Count - before) % line.BatchSize != 0 && due - now <= job.Early)))
            {
                taken.Add(line.Jobs.Dequeue());
            }
        }

        return taken;
    }

    private sealed class Line(int batchSize)
    {
        public int BatchSize => batchSize;

        public PriorityQueue<WaitedJob, DateTimeOffset> Jobs { get; } = new();

        public DateTimeOffset Last { get; set; }
    }
}
