using System.Runtime.ExceptionServices;
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

    private static readonly ResiliencePropertyKey<FirstAttempt> FirstKey = new("VideoGen.First");

    private readonly Lazy<ResiliencePipeline<HttpResponseMessage>> _pipeline;

    public ResilienceHandler(RetryPolicy policy, ResendBudget budget, TimeProvider time, Jitter jitter) =>
        _pipeline = new Lazy<ResiliencePipeline<HttpResponseMessage>>(() => Build(policy, budget, time, jitter));

    /// <summary>
    /// A success is handed on: it is never sent again. Whatever else comes of the first attempt is looked at by the pipeline, which takes
    /// it for its own first; most sessions never have one.
    /// </summary>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        FirstAttempt first;
        try
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            first = new FirstAttempt(answer, null);
        }
        catch (Exception e)
        {
            first = new FirstAttempt(null, ExceptionDispatchInfo.Capture(e));
        }

        return await GoOnAsync(request, first, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> GoOnAsync(HttpRequestMessage request, FirstAttempt first, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(RequestKey, request);
            context.Properties.Set(FirstKey, first);
            return await _pipeline.Value.ExecuteAsync(
                async (inner, state) => await state.Handler.AttemptAsync(state.Request, inner).ConfigureAwait(false),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!first.IsTaken)
        {
            // Stopped before the pipeline looked at it. What came is told all the same: it may be the word that nothing was made.
            return first.Take();
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>The first is made already; it is made once.</summary>
    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, ResilienceContext context)
    {
        return context.Properties.GetValue(FirstKey, null!) is { IsTaken: false } first
            ? first.Take()
            : await base.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(RetryPolicy policy, ResendBudget budget, TimeProvider time, Jitter jitter)
    {
        var rules = new ResendRules(policy, time);
        return new ResiliencePipelineBuilder<HttpResponseMessage>()
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

    /// <summary>What came of the first attempt: an answer or an exception.</summary>
    private sealed class FirstAttempt(HttpResponseMessage? answer, ExceptionDispatchInfo? trouble)
    {
        public bool IsTaken { get; private set; }

        public HttpResponseMessage Take()
        {
            IsTaken = true;
            trouble?.Throw();
            return answer!;
        }
    }
}
