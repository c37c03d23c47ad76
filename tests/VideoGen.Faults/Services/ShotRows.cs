using VideoGen.Providers;

namespace VideoGen.Faults.Services;

/// <summary>The rows of a batch, the same in every process: the least that a service takes, told apart by number.</summary>
internal static class ShotRows
{
    /// <summary>What every process asks the services to look at. No service fetches it.</summary>
    public const string Image = "https://images.example/lake.png";

    /// <param name="service">Its name in the catalogue.</param>
    public static IReadOnlyList<VideoRequest> Of(string service, int count) => [.. Enumerable.Range(1, count).Select(number => Of(service, number.ToString("000", System.Globalization.CultureInfo.InvariantCulture)))];

    public static VideoRequest Of(string service, string number)
    {
        ProviderDescriptor provider = ProviderCatalog.BuiltIn.Find(service).Descriptor;
        var row = new VideoRequest
        {
            Provider = provider.Name,
            Prompt = $"shot {number}",
            Name = $"shot-{number}",
            Image = provider.Models[0].Features.HasFlag(ModelFeatures.TextOnly) ? null : new ImageReference(ImageKind.Url, Image),
        };

        // What is rendered here is as small as it can be.
        return provider.Endpoint is null ? row with { Duration = 1, Size = "64x64" } : row;
    }
}
