using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>Tells the address of each job how it ended. An answer other than 200 is an occasion to tell it again, so many times.</summary>
internal sealed class AkoolWebhooks(AkoolSettings settings, TimeProvider time, Func<AkoolJob, Uri> fileOf) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly CancellationTokenSource _end = new();
    private int _nonce = 1000;

    /// <summary>Starts to wait for the job's end.</summary>
    public void Watch(AkoolJob job) => _ = RunAsync(job);

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _http.Dispose();
    }

    private async Task RunAsync(AkoolJob job)
    {
        CancellationToken end = _end.Token;
        try
        {
            // A job whose phases also wait for reads is looked at again.
            for (TimeSpan pause = settings.Pace.Queued + settings.Pace.Running; job.Status < 3; pause = TimeSpan.FromSeconds(1))
            {
                await Task.Delay(pause, time, end);
            }

            for (int attempt = 0; attempt < settings.WebhookAttempts && !await TellAsync(job, end); attempt++)
            {
                await Task.Delay(Again, time, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
    }

    private async Task<bool> TellAsync(AkoolJob job, CancellationToken end)
    {
        var text = new JsonObject { ["_id"] = job.Id, ["status"] = job.Status, ["type"] = "image2Video", ["url"] = job.Status == 3 ? fileOf(job).AbsoluteUri : "" };
        string nonce = Interlocked.Increment(ref _nonce).ToString(CultureInfo.InvariantCulture);
        JsonObject sealedText = AkoolSeal.Seal(settings.ClientId, settings.ApiKey, time.GetUtcNow().ToUnixTimeMilliseconds(), nonce, text.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, job.Order.WebhookUrl)
        {
            Content = new StringContent(sealedText.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, end);
            return answer.StatusCode == System.Net.HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
