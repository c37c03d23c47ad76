using VideoGen.Providers.Phaseo;

namespace VideoGen.Tests.Services.Phaseo;

/// <summary>Runs the provider against the exchanges of this folder, all of which it has to have made.</summary>
internal static class PhaseoExchanges
{
    public static Task<T> PlayAsync<T>(Func<PhaseoProvider, Task<T>> act, params string[] exchanges) => PlayAsync(act, new Dictionary<string, string>(), exchanges);

    public static async Task<T> PlayAsync<T>(Func<PhaseoProvider, Task<T>> act, IReadOnlyDictionary<string, string> settings, params string[] exchanges)
    {
        using var network = new RecordedNetwork("Phaseo", exchanges);
        using var bench = new ProviderBench(PhaseoCatalog.Description, network: network, settings: settings);
        try
        {
            return await act(new PhaseoProvider(bench.Context));
        }
        finally
        {
            network.AssertPlayed();
        }
    }
}
