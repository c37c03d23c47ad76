namespace VideoGen.Cmdlets.Progress;

/// <summary>The jobs of a wait: how many are made, what they cost so far, and how long the others will take.</summary>
internal sealed class WaitProgress(TimeProvider time) : ProgressNumbers, IProgress<JobUpdate>
{
    /// <summary>Characters that a terminal of 80 columns has for it beside the name of the bar and the time that is left.</summary>
    private const int StatusWidth = 63;

    private readonly Dictionary<string, Place> _places = [];
    private readonly RunTimes _times = new();
    private VideoJob? _newest;

    public void Report(JobUpdate value) => Change(() => Take(value.Job));

    public override ProgressState Now()
    {
        lock (Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            var ages = new List<TimeSpan>();
            var cost = new CostSum();
            int done = 0, failed = 0, queued = 0;
            double percent = 0;
            foreach ((VideoJob job, DateTimeOffset since) in _places.Values)
            {
                percent += HasEnded(job) ? 100 : job.Progress ?? 0;
                switch (job.Status)
                {
                    case VideoStatus.Completed:
                        done++;
                        break;

                    case VideoStatus.Running:
                        ages.Add(now - since);
                        break;

                    default:
                        (failed, queued) = HasEnded(job) ? (failed + 1, queued) : (failed, queued + 1);
                        break;
                }

                // What is not made is not paid for, as far as anybody has said; an estimate is no word of the service.
                if (!HasEnded(job) || job.Status == VideoStatus.Completed || job.Cost is { Charged: true })
                {
                    cost.Add(job.Cost, HasEnded(job));
                }
            }

            // The bar itself has no number, and of one job it is all that there is to know.
            string made = _places.Count == 1 && ages.Count == 1 && _newest?.Progress is { } progress ? $" ({progress} %)" : "";
            string status = Join($"{done} of {_places.Count} done", Some(failed, "failed"), cost.ToString(), Some(ages.Count, $"running{made}"));
            string all = Join(status, Some(queued, "queued"));
            status = ages.Count == 0 || all.Length <= StatusWidth ? all : status;
            return new ProgressState(status, Title(_newest), _places.Count == 0 ? 0 : (int)(percent / _places.Count), _times.Left(ages, queued));
        }
    }

    private void Take(VideoJob job)
    {
        DateTimeOffset now = time.GetUtcNow();
        Place known = _places.GetValueOrDefault(job.Key);
        DateTimeOffset since = known.Job is { } before && before.Status == job.Status ? known.Since : now;

        // A date of the service, where it says one that can be: the job may have run long before anybody waited.
        DateTimeOffset began = job.StartedAt is { } started && started <= now ? started : known.Job is null ? now : known.Since;
        if (job.Status == VideoStatus.Running)
        {
            since = began;
        }
        else if (job.Status == VideoStatus.Completed && known.Job?.Status != VideoStatus.Completed)
        {
            TimeSpan? took = (job.CompletedAt is { } ended && ended <= now ? ended : now) - began;
            if (took > TimeSpan.Zero)
            {
                _times.Add(took.Value);
            }
        }

        _places[job.Key] = new Place(job, since);
        _newest = job;
    }

    private static bool HasEnded(VideoJob job) => job.Status.IsSettled() || job.Status == VideoStatus.Unknown;

    /// <param name="Job">As it was told last.</param>
    /// <param name="Since">When it got the status that it has; of a running one, when it began.</param>
    private readonly record struct Place(VideoJob Job, DateTimeOffset Since);
}
