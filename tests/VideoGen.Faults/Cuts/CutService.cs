using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Cuts;

/// <summary>An emulated service with a wire in front of each of its servers.</summary>
internal sealed class CutService : IAsyncDisposable
{
    private readonly List<Wire> _wires;

    private CutService(EmulatedService service, CutScript script)
    {
        (Service, Script) = (service, script);
        _wires = [.. service.Emulator.Servers.Select(server =>
        {
            var wire = new Wire(server.Origin, script);
            server.Front = wire.Uri;
            return wire;
        })];
    }

    public EmulatedService Service { get; }

    public CutScript Script { get; }

    public static async Task<CutService> StartAsync(string name, QuickTime time) => new(await EmulatedService.StartAsync(name, JobPace.AtOnce, time), new CutScript());

    /// <summary>Nobody listens where the service should be, until it is called again.</summary>
    public async Task<Action> StopListeningAsync()
    {
        foreach (Wire wire in _wires)
        {
            await wire.StopAsync();
        }

        return () => _wires.ForEach(wire => wire.Resume());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Wire wire in _wires)
        {
            await wire.DisposeAsync();
        }

        await Service.DisposeAsync();
    }
}
