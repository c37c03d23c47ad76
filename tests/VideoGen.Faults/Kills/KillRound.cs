using System.Diagnostics;
using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Kills;

/// <summary>A batch whose sessions are killed one after the other, then run to its end, and held against the service's books.</summary>
internal sealed class KillRound(KillPlan plan)
{
    /// <summary>Jobs of half a second at most, whatever the clock.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromSeconds(0.5);

    /// <summary>One session from its start to its end.</summary>
    public async Task<Undisturbed> MeasureAsync()
    {
        using var folder = new WorkFolder();
        var time = new QuickTime(plan.Speed);
        await using FaultyService service = await StartAsync(folder, time, new Random(1));
        var watch = Stopwatch.StartNew();
        using Session session = Session.Start(plan, service, folder, time);
        if (await session.EndAsync() is { } trouble)
        {
            throw new InvalidOperationException(trouble);
        }

        return new Undisturbed(watch.Elapsed, service is EmulatedService emulated ? emulated.Emulator.Ledger.Entries.Count : 0);
    }

    /// <param name="undisturbed">What the moments are spread over.</param>
    /// <param name="seed">Of every choice of the round.</param>
    public async Task<KillResult> RunAsync(Undisturbed undisturbed, int seed)
    {
        var random = new Random(seed);
        using var folder = new WorkFolder();
        var time = new QuickTime(plan.Speed);
        await using FaultyService service = await StartAsync(folder, time, random);
        int kills = 0, supervisors = 0;
        for (int wanted = random.Next(1, 4); wanted > 0; wanted--)
        {
            kills += await KillSessionsAsync(service, folder, time, undisturbed, random);
            if (service is LocalService local && random.Next(3) == 0)
            {
                supervisors += local.KillSupervisors();
            }
        }

        string? trouble = null;
        if (plan.Sessions > 1 || plan.Shell)
        {
            // The last session has company in this process, below, where there are to be several.
            using Session last = Session.Start(plan, service, folder, time);
            Task<Audit>? company = plan.Sessions > 1 ? FinishAsync(service, folder, time) : null;
            trouble = await last.EndAsync();
            _ = company is null ? null : await company;
        }

        Audit audit = await FinishAsync(service, folder, time);
        if (trouble is not null)
        {
            audit = audit with { Broken = [.. audit.Broken, trouble] };
        }

        if (service.Provider.IdempotencyLifetime is not null && audit.Unknown > 0)
        {
            audit = audit with { Broken = [.. audit.Broken, $"{audit.Unknown} clips are unknown although {service.Name} knows them by their keys."] };
        }

        return new KillResult { Rounds = 1, Kills = kills, SupervisorKills = supervisors, Audit = audit, Resolved = await ResolveAsync(service, folder, time, audit) };
    }

    private async Task<int> KillSessionsAsync(FaultyService service, WorkFolder folder, QuickTime time, Undisturbed undisturbed, Random random)
    {
        KillMoment[] moments = [.. Enumerable.Range(0, plan.Sessions).Select(_ => KillMoment.Draw(random, undisturbed))];
        Session[] sessions = [.. moments.Select(_ => Session.Start(plan, service, folder, time))];
        try
        {
            bool[] killed = await Task.WhenAll(sessions.Select((session, index) => session.KillAsync(moments[index], service)));
            return killed.Count(was => was);
        }
        finally
        {
            Array.ForEach(sessions, session => session.Dispose());
        }
    }

    /// <summary>In this process.</summary>
    private async Task<Audit> FinishAsync(FaultyService service, WorkFolder folder, QuickTime time)
    {
        using VideoClient client = FaultClient.Open(folder.Home, service.Variables, time);
        return await Reruns.FinishAsync(service, folder, client, ShotRows.Of(plan.Service, plan.Rows));
    }

    private async Task<Audit> ResolveAsync(FaultyService service, WorkFolder folder, QuickTime time, Audit audit)
    {
        if (audit.Unknown == 0)
        {
            return audit with { Broken = [] };
        }

        using VideoClient client = FaultClient.Open(folder.Home, service.Variables, time);
        return await Reruns.ResolveAsync(service, folder, client, ShotRows.Of(plan.Service, plan.Rows));
    }

    private async Task<FaultyService> StartAsync(WorkFolder folder, QuickTime time, Random random) => plan.Service == LocalService.ProviderName
        ? new LocalService(folder)
        : await EmulatedService.StartAsync(plan.Service, new JobPace { Queued = TimeSpan.Zero, Running = time.OfReal(LongestJob * random.NextDouble()) }, time);
}
