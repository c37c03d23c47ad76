using VideoGen.Http;

namespace VideoGen.Tests.Fuzz;

/// <summary>A pipeline that many inputs use one after the other, since making one takes longer than an input. It resends nothing.</summary>
internal sealed class FuzzLine : HttpMessageHandler
{
    private HttpMessageInvoker? _network;

    public FuzzLine() => Pipeline = new HttpPipeline(TimeProvider.System, new Random(1), new HttpPipelineOptions { Network = this, Retry = new RetryPolicy { BudgetSize = 0 } });

    public HttpPipeline Pipeline { get; }

    /// <summary>Leads to the answers of the next input.</summary>
    public void Lead(FuzzNetwork network) => _network = new HttpMessageInvoker(network, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _network!.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        Pipeline.Dispose();
        _network?.Dispose();
        base.Dispose(disposing);
    }
}
