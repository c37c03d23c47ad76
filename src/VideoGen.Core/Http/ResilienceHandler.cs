using System.Net;
using Polly;
using Polly.Retry;

namespace VideoGen.Http;

/// <summary>Sends again what is safe to send again. The rules are in <see cref="ResendRules"/>, the pauses in <see cref="RetryPolicy"/>.</summary>
/// <remarks>
/// Keeps to what Polly.Core 8.0.0 offered, because another module in the session may have loaded that one. There a builder's
/// TimeProvider is not public, so the pauses are made here and Polly's own delay is zero.
/// </remarks>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("VideoGen.Request");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ResilienceHandler(RetryPolicy policy, ResendBudget budget, TimeProvider time, Jitter jitter)
    {
        var rules = new ResendRules(policy, time);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = policy.MaxResends,
                ShouldHandle = async args =>
                    args.AttemptNumber < policy.MaxResends
                    && args.Context.Properties.TryGetValue(RequestKey, out HttpRequestMessage? request)
                    && await rules.MayResendAsync(request, args.Outcome.Result, args.Outcome.Exception, args.Context.CancellationToken).ConfigureAwait(false)
                    && budget.TryTake(),
                Delay = TimeSpan.Zero,
                OnRetry = async args =>
                {
                    HttpResponseMessage? answer = args.Outcome.Result;
                    TimeSpan pause = (answer is null ? null : RetryPolicy.RetryAfter(answer, time.GetUtcNow())) ?? policy.Delay(args.AttemptNumber, jitter.Next());
                    answer?.Dispose();
                    HttpRequestMessage request = args.Context.Properties.GetValue(RequestKey, null!);
                    if (request.Options.TryGetValue(RequestOptions.LeastPause, out TimeSpan least) && least > pause)
                    {
                        pause = least;
                    }

                    if (RequestOptions.KindOf(request) == ApiCall.Submit)
                    {
                        // Only a refusal that made nothing leads here. Whoever stops now has not sent anything that counts.
                        request.Options.Set(RequestOptions.HasLeft, false);
                    }

                    await Task.Delay(pause, time, args.Context.CancellationToken).ConfigureAwait(false);
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(RequestKey, request);
            return await _pipeline.ExecuteAsync(
                async (inner, state) => await state.Handler.SendOnceAsync(state.Request, inner.CancellationToken).ConfigureAwait(false),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);
}
