using System.Text.RegularExpressions;

namespace VideoGen.Providers.Dafty;

/// <summary>What is known of Dafty without asking it, from docs.dafty.ai.</summary>
internal static partial class DaftyDescription
{
    /// <summary>The bucket of <c>POST /videos/*</c> (docs: rate-limits).</summary>
    public const string VideoCreates = "videos";

    /// <summary>The bucket of <c>POST /uploads</c> (docs: rate-limits).</summary>
    public const string Uploads = "uploads";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static ProviderDescriptor Descriptor { get; } = new()
    {
        Name = "Dafty",
        Description = "Brings one image to life, or moves from a first frame to a last one, with sound.",
        Endpoint = new Uri("https://app.dafty.ai/api/v1"),
        Credential = CredentialNeed.Required,
        Models =
        [
            // The service names no models; which of its two endpoints is meant shows in whether there is a last image.
            new ModelDescriptor
            {
                Name = "video",
                Description = "One image, or a first and a last one; a clip of 480p or 720p.",
                Durations = DurationRule.Range(DaftyRules.LeastSeconds, DaftyRules.MostSeconds),
                Resolutions = ["480p", "720p"],
                AspectRatios = ["auto", "16:9", "9:16", "4:3", "3:4", "1:1", "21:9"],
                PromptLimit = 2000,
                Features = ModelFeatures.FirstFrame | ModelFeatures.LastFrame | ModelFeatures.NegativePrompt | ModelFeatures.AudioChoice | ModelFeatures.Options,
            },
        ],
        CheckRules = (request, _) => DaftyRules.Check(request),
        Quote = _ => PriceQuote.Unknown("CU", "Dafty publishes no prices; a clip costs more the longer and larger it is, and more with a last image."),
        BillingUnit = "CU",
        ImageForms = ImageForms.Url | ImageForms.Id | ImageForms.Bytes,
        IsImageId = text => ImageId().IsMatch(text),

        // docs: idempotency, "about 24 h".
        IdempotencyLifetime = TimeSpan.FromHours(24),
        RateLimits =
        [
            new RateLimit(VideoCreates, 5, Minute),
            new RateLimit(Uploads, 30, Minute),
            new RateLimit(RateLimit.Other, 120, Minute),
        ],
    };

    /// <summary>Jobs have uuids (docs: api-reference), uploads <c>up_…</c> (docs: uploads); what follows the prefix is not documented.</summary>
    [GeneratedRegex("^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|up_[A-Za-z0-9_-]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImageId();
}
