using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>When a process is killed: a time after its start, or shortly after its service has got so many requests.</summary>
/// <param name="Requests">0 for a time alone.</param>
/// <param name="Then">In real time.</param>
internal sealed record KillMoment(int Requests, TimeSpan Then)
{
    /// <summary>Long enough for what a request leads to on the disk.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(15);

    /// <param name="undisturbed">What a run takes that nobody kills.</param>
    public static KillMoment Draw(Random random, Undisturbed undisturbed) => undisturbed.Requests > 0 && random.Next(2) == 0
        ? new KillMoment(random.Next(1, undisturbed.Requests + 1), Aftermath * random.NextDouble())
        : new KillMoment(0, undisturbed.Time * random.NextDouble());

    public async Task WaitAsync(FaultyService service, CancellationToken cancellationToken)
    {
        if (Requests > 0)
        {
            await service.AfterRequestsAsync(Requests).WaitAsync(cancellationToken);
        }

        await Task.Delay(Then, TimeProvider.System, cancellationToken);
    }
}

/// <summary>A run that nobody killed.</summary>
/// <param name="Time">In real time.</param>
/// <param name="Requests">That its service got; 0 where none can be counted.</param>
internal sealed record Undisturbed(TimeSpan Time, int Requests);
