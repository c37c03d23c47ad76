using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Faults.Services;

/// <summary>One of the emulated services. Its account is large; its limits a minute and at once are those of its documents.</summary>
internal sealed class EmulatedService : FaultyService
{
    private EmulatedService(string name, Emulator emulator)
        : base(name) => Emulator = emulator;

    public static IEnumerable<string> Names => EmulatedServices.All.Keys;

    public Emulator Emulator { get; }

    public override IReadOnlyDictionary<string, string> Variables => Emulator.Environment.ToDictionary(variable => variable.Name, variable => variable.Value);

    public override IReadOnlyList<MadeJob> Made => Emulator.Made;

    public static async Task<EmulatedService> StartAsync(string name, JobPace pace, TimeProvider time)
    {
        Emulator emulator = EmulatedServices.All[name](new EmulatedAccount { Pace = pace, Time = time, IsLarge = true });
        await emulator.StartAsync();
        return new EmulatedService(name, emulator);
    }

    public override Task AfterRequestsAsync(int count) => Emulator.Ledger.WaitForAsync(Emulator.Ledger.Entries.Count + count);

    public override ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
