using Microsoft.AspNetCore.Http;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Mixed;

/// <summary>A batch over a service that is in trouble, rerun while the trouble fades, and held against the service's books.</summary>
internal sealed class MixedRound(string serviceName, IReadOnlyList<Trouble> troubles, int seed)
{
    public const int Rows = 8;

    private const double Speed = 100;

    /// <summary>Runs in trouble, each in half as much as the one before.</summary>
    private const int TroubledRuns = 3;

    /// <summary>Of requests that meet trouble in the first run. Submissions less often, since one that does may be unknown for good and meets no more.</summary>
    private const double ChanceOfReads = 0.5;

    private const double ChanceOfPosts = 0.25;

    /// <summary>In real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private double _share = 1;

    /// <returns>The end, and what was left of it after a resolve.</returns>
    public async Task<(Audit Audit, Audit Resolved)> RunAsync()
    {
        var time = new QuickTime(Speed);
        using var folder = new WorkFolder();
        await using EmulatedService service = await EmulatedService.StartAsync(serviceName, JobPace.OneReadEach, time);
        foreach (Emulator server in service.Emulator.Servers)
        {
            server.Scenarios.Source = request => Draw(request, time);
        }

        IReadOnlyList<VideoRequest> rows = ShotRows.Of(serviceName, Rows);
        for (int run = 0; run < TroubledRuns; run++, _share /= 2)
        {
            using VideoClient troubled = FaultClient.Open(folder.Home, service.Variables, time, Patience);
            _ = await new BatchRun(troubled, BatchRun.Name, folder.Clips).RunAsync(rows, CancellationToken.None);
        }

        _share = 0;
        using VideoClient client = FaultClient.Open(folder.Home, service.Variables, time);
        Audit audit = await Reruns.FinishAsync(service, folder, client, rows);
        if (audit.Unknown > 0 && service.Provider.IdempotencyLifetime is not null)
        {
            audit = audit with { Broken = [.. audit.Broken, $"{audit.Unknown} clips are unknown although {service.Name} knows them by their keys."] };
        }

        if (audit.Errors > 0)
        {
            audit = audit with { Broken = [.. audit.Broken, $"{audit.Errors} rows were not made although the trouble is over."] };
        }

        return (audit, await Reruns.ResolveAsync(service, folder, client, rows));
    }

    private Scenario? Draw(HttpRequest request, TimeProvider time)
    {
        lock (_lock)
        {
            double chance = _share * (HttpMethods.IsPost(request.Method) ? ChanceOfPosts : ChanceOfReads);
            return _random.NextDouble() < chance ? troubles[_random.Next(troubles.Count)].Scenario(request, time) : null;
        }
    }
}
