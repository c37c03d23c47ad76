using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Services;

/// <summary>Connects a provider to an emulator or to recorded exchanges.</summary>
internal sealed class ProviderBench : IDisposable
{
    private readonly HttpPipeline _http;

    /// <param name="endpoint">Null for the service's own address.</param>
    /// <param name="key">As in the environment; null for none.</param>
    /// <param name="network">In place of the network; null for the network.</param>
    public ProviderBench(
        ProviderDescriptor descriptor,
        Uri? endpoint = null,
        string? key = "test-key",
        HttpMessageHandler? network = null,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        TimeProvider clock = time ?? TimeProvider.System;
        _http = new HttpPipeline(clock, new Random(1), new HttpPipelineOptions { Retry = StubNetwork.Quick, Network = network });
        Context = new ProviderContext
        {
            Home = Path.Combine(Path.GetTempPath(), "videogen-provider-bench"),
            Time = clock,
            Service = new ServiceConnection(
                descriptor,
                _http,
                clock,
                () => endpoint ?? descriptor.Endpoint!,
                () => key is null ? null : ServiceCredential.Parse(key, descriptor.TakesIdAndSecret),
                name => settings?.GetValueOrDefault(name)),
        };
    }

    public ProviderContext Context { get; }

    public void Dispose() => _http.Dispose();
}
