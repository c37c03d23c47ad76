using System.Net;
using System.Net.Http.Headers;
using VideoGen.Http;

namespace VideoGen.Client;

/// <summary>Fetches a file over HTTP in as many attempts as it takes, each going on where the one before ended.</summary>
internal sealed class HttpTransfer(HttpPipeline pipeline, DownloadOptions options)
{
    private readonly RetryPolicy _retry = pipeline.Options.Retry;

    /// <exception cref="VideoGenException">The link is dead, the server refuses, or the attempts are used up.</exception>
    public async Task RunAsync(DownloadSource source, PartFile part, Action<long?> report, CancellationToken cancellationToken)
    {
        int fruitless = 0;
        for (int attempt = 1; ; attempt++)
        {
            long before = part.Length;
            try
            {
                await AttemptAsync(source, part, report, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TransferInterruptedException e)
            {
                fruitless = part.Length > before ? 0 : fruitless + 1;
                if (fruitless >= options.MaxFruitlessAttempts || attempt >= options.MaxAttempts || e.Pause > _retry.MaxRetryAfter)
                {
                    throw e.Reason;
                }

                TimeSpan pause = e.Pause ?? _retry.Delay(Math.Max(fruitless - 1, 0), pipeline.Jitter.Next());
                await Task.Delay(pause, pipeline.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AttemptAsync(DownloadSource source, PartFile part, Action<long?> report, CancellationToken cancellationToken)
    {
        if (part.Length > 0 && part.State.Validator is null && source.Sha256 is null)
        {
            // Nothing would tell bytes of another version apart.
            part.StartOver();
        }

        if (part.Length > 0 && part.Length == part.State.Total)
        {
            return;
        }

        using IDisposable slot = await pipeline.Slots.EnterAsync(source.Uri, cancellationToken).ConfigureAwait(false);
        using var stall = new CancellationTokenSource(options.StallTimeout, pipeline.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = CreateRequest(source, part);
            using HttpResponseMessage answer = await pipeline.Downloads.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token).ConfigureAwait(false);
            if (!await DownloadAnswer.AcceptAsync(answer, source, part, pipeline.Time.GetUtcNow(), linked.Token).ConfigureAwait(false))
            {
                await CopyAsync(answer, source, part, report, stall, linked.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(source, $"no byte came for {options.StallTimeout.TotalSeconds:0} s", e);
        }
        catch (HttpRequestException e)
        {
            throw Interrupted(source, DisplayText.OneLine(e.Message, 200), e);
        }
    }

    private static HttpRequestMessage CreateRequest(DownloadSource source, PartFile part)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source.Uri) { Version = HttpVersion.Version20 };
        request.Options.Set(RequestOptions.Kind, ApiCall.Read);
        if (source.Credential is { } credential)
        {
            request.Options.Set(RequestOptions.Credential, credential);
        }

        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            if (part.State.Validator is { } validator)
            {
                request.Headers.IfRange = RangeConditionHeaderValue.Parse(validator);
            }
        }

        return request;
    }

    private async Task CopyAsync(HttpResponseMessage answer, DownloadSource source, PartFile part, Action<long?> report, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            async ValueTask<int> Read(Memory<byte> block)
            {
                int count = await ReadAsync(body, block, source, cancellationToken).ConfigureAwait(false);
                stall.CancelAfter(options.StallTimeout);
                return count;
            }

            await BlockCopy.RunAsync(Read, part, options.BufferSize, () => report(part.State.Total)).ConfigureAwait(false);
        }

        if (part.State.Total is { } total && part.Length < total)
        {
            throw Interrupted(source, $"it ended after {part.Length} of {total} bytes", null);
        }
    }

    /// <summary>Kept apart from writing, whose errors are the disk's and not the network's.</summary>
    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> block, DownloadSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(block, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Interrupted(source, "the connection broke off", e);
        }
    }

    private static TransferInterruptedException Interrupted(DownloadSource source, string what, Exception? cause) =>
        new(new VideoGenException(VideoErrors.DownloadFailed, $"The download of {source.Uri.ForDisplay()} failed: {what}.", cause));
}
