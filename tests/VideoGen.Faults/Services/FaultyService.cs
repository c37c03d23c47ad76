using VideoGen.Emulators.Hosting;
using VideoGen.Providers;

namespace VideoGen.Faults.Services;

/// <summary>A service that is put to trouble, and what is true of it whatever its client believes.</summary>
internal abstract class FaultyService(string name) : IAsyncDisposable
{
    public ProviderDescriptor Provider { get; } = ProviderCatalog.BuiltIn.Find(name).Descriptor;

    public string Name => Provider.Name;

    /// <summary>What leads a client to it.</summary>
    public abstract IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Every job it has made, in whoever's name.</summary>
    public abstract IReadOnlyList<MadeJob> Made { get; }

    /// <summary>Ends when it has got so many requests more than now; never for one that gets none.</summary>
    public abstract Task AfterRequestsAsync(int count);

    public abstract ValueTask DisposeAsync();
}
