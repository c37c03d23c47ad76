using System.Collections;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Providers;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Completion;

/// <summary>A home with a journal, and command lines that are typed in it.</summary>
internal sealed class CompletionFixture : IDisposable
{
    /// <summary>A service whose values hang together: 4k wants eight seconds, and the larger model the wider choice.</summary>
    public static readonly ProviderDescriptor Studio = new()
    {
        Name = "Studio",
        ImageForms = ImageForms.Url | ImageForms.Bytes,
        Description = "Makes clips.",
        Endpoint = new Uri("https://studio.example"),
        Credential = CredentialNeed.Required,
        Models =
        [
            new ModelDescriptor
            {
                Name = "fast", Description = "Quick.", Features = ModelFeatures.TextOnly | ModelFeatures.FirstFrame | ModelFeatures.Effect, DefaultDuration = 4, DefaultResolution = "720p",
                Durations = DurationRule.OneOf(8, 4), Resolutions = ["720p", "1080p"], AspectRatios = ["16:9"],
            },
            new ModelDescriptor
            {
                Name = "fine", Features = ModelFeatures.FirstFrame | ModelFeatures.LastFrame | ModelFeatures.AudioChoice, DefaultDuration = 6, DefaultResolution = "1080p",
                Durations = DurationRule.Range(5, 8), Resolutions = ["1080p", "4k"], AspectRatios = ["16:9", "9:16"],
            },
        ],
        CheckRules = static (request, _) => request is { Resolution: "4k", Duration: not 8 }
            ? throw new VideoGenException(VideoErrors.UnsupportedValue, "4k is for clips of 8 s.") : request,
        Quote = static request => request.Model == "fast" ? PriceQuote.Exact(5 * request.Duration!.Value, "credits", new DateOnly(2026, 3, 1)) : PriceQuote.Unknown("credits", "It is not published."),
    };

    public static readonly ProviderDescriptor Farm = new()
    {
        Name = "Farm",
        Description = "Another.",
        Models = [new ModelDescriptor { Name = "wide", Features = ModelFeatures.TextOnly | ModelFeatures.Size, Durations = DurationRule.Range(1, 60), Resolutions = ["4k"] }],
    };

    private readonly Dictionary<string, string> _environment = [];

    public JournalFixture Journal { get; } = new();

    public VideoClientOptions Options => new()
    {
        Home = Journal.Home.Path,
        Catalog = new ProviderCatalog([new ProviderEntry(Studio, static _ => throw new NotSupportedException()), new ProviderEntry(Farm, static _ => throw new NotSupportedException())]),
        ReadEnvironment = _environment.GetValueOrDefault,
    };

    public CompletionFixture With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <param name="written">Names and values of parameters, alternating.</param>
    public CompletionScope Scope(string command, params object?[] written)
    {
        var parameters = new Hashtable();
        for (int i = 0; i < written.Length; i += 2)
        {
            parameters[written[i]!] = written[i + 1];
        }

        return new CompletionScope(new HomeGlance(Options), command, parameters, CancellationToken.None);
    }

    public void Dispose() => Journal.Dispose();
}
