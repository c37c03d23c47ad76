using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>The two creates.</summary>
internal sealed class DaftyVideos(DaftySettings settings, TimeProvider time, Charges charges, DaftyPool pool, DaftyUploads uploads, Func<DaftyJob, JsonObject> show)
{
    private const int MaxIdempotencyKey = 255;

    public void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost($"{DaftyEmulator.Root}/videos/image-to-video", (Delegate)((HttpContext context) => CreateAsync(context, frames: false)));
        _ = routes.MapPost($"{DaftyEmulator.Root}/videos/frames", (Delegate)((HttpContext context) => CreateAsync(context, frames: true)));
    }

    public static IResult Refuse(JsonBody body) =>
        DaftyAnswer.Invalid(string.Join("; ", body.Faults.Select(fault => $"{(fault.Path.Length == 0 ? "body" : fault.Path)} {fault.Message}")));

    private async Task<IResult> CreateAsync(HttpContext context, bool frames)
    {
        JsonBody body = await JsonBody.ReadAsync(context.Request, nullIsAbsent: false);
        if (DaftyClipRequest.Read(body, frames, settings.RefusesUnknownMembers) is not { } request)
        {
            return Refuse(body);
        }

        string? name = context.Request.Headers.TryGetValue("Idempotency-Key", out Microsoft.Extensions.Primitives.StringValues sent) ? sent.ToString() : null;
        if (name is { Length: 0 or > MaxIdempotencyKey })
        {
            return DaftyAnswer.Invalid($"Idempotency-Key must have between 1 and {MaxIdempotencyKey} characters");
        }

        foreach ((string member, string reference) in request.Images)
        {
            if (!IsUsable(reference))
            {
                return DaftyAnswer.Invalid($"{member} must be a public https URL, or the id or url of one of your uploads or generations");
            }
        }

        decimal price = PriceOf(request);
        var made = new DaftyJob("video.generate", time.GetUtcNow())
        {
            Prompt = request.Prompt,
            Seconds = request.Duration,
            Size = SizeOf(request),
            Price = price,
            Fails = request.Prompt.Contains(settings.FailureWord, StringComparison.Ordinal),
        };
        DaftyJob? job = pool.Create(made, DaftyGate.KeyOf(context), name, body.Element.GetRawText(), out DaftyRefusal refusal);
        return job is not null ? DaftyAnswer.Data(show(job), 202) : Tell(refusal, price, context.Response);
    }

    private IResult Tell(DaftyRefusal refusal, decimal price, HttpResponse response)
    {
        switch (refusal)
        {
            case DaftyRefusal.KeyReused:
                return DaftyAnswer.Conflict("Idempotency-Key was used with another body");
            case DaftyRefusal.TooManyInFlight:
                if (settings.ConcurrentLimitHasRetryAfter)
                {
                    response.Headers.RetryAfter = "10";
                }

                return DaftyAnswer.Error(429, "CONCURRENT_LIMIT_REACHED", "Too many jobs in flight");
            default:
                var details = new JsonObject { ["required"] = price, ["available"] = charges.Balance };
                string message = string.Create(CultureInfo.InvariantCulture, $"This request needs {price} CU but your balance is {charges.Balance} CU");
                return DaftyAnswer.Error(402, "INSUFFICIENT_CREDITS", message, details);
        }
    }

    private decimal PriceOf(DaftyClipRequest request) =>
        settings.UnitsPerSecond * request.Duration * (request.Resolution == "720p" ? 2 : 1) * (request.IsFrames ? 3 : 1);

    /// <summary>What the service could fetch: nothing of this network, which is what its SSRF guard is for.</summary>
    private bool IsUsable(string reference)
    {
        if (uploads.Find(reference) is not null || pool.Find(reference) is not null || pool.NewestFirst().Any(job => IsUrlOf(job, reference)))
        {
            return true;
        }

        return Uri.TryCreate(reference, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            && !uri.IsLoopback && uri.HostNameType == UriHostNameType.Dns && uri.Host.Contains('.', StringComparison.Ordinal)
            && !IPAddress.TryParse(uri.Host, out _);
    }

    private bool IsUrlOf(DaftyJob job, string reference) =>
        show(job)["result"]?["video"] is { } video && (string?)video["url"] == reference;

    private (int Width, int Height) SizeOf(DaftyClipRequest request)
    {
        int shorter = request.Resolution == "720p" ? 720 : 480;
        (int width, int height) = request.AspectRatio != "auto"
            ? (int.Parse(request.AspectRatio.Split(':')[0], CultureInfo.InvariantCulture), int.Parse(request.AspectRatio.Split(':')[1], CultureInfo.InvariantCulture))
            : uploads.Find(request.Images[0].Reference)?.Image is { } image ? (image.Width, image.Height) : (16, 9);
        int longer = (int)Math.Round(shorter * (double)Math.Max(width, height) / Math.Min(width, height) / 2) * 2;
        return width >= height ? (longer, shorter) : (shorter, longer);
    }
}
