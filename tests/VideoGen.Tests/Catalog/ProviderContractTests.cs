using VideoGen.Client;
using VideoGen.Providers;
using VideoGen.Tests.Services;

namespace VideoGen.Tests.Catalog;

/// <summary>What every provider of the catalogue keeps to; a new one is tested by its line there.</summary>
public sealed class ProviderContractTests
{
    public static TheoryData<string> Names { get; } = [.. ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor.Name)];

    public static TheoryData<string> Networked { get; } = [.. ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor).Where(provider => provider.Endpoint is not null).Select(provider => provider.Name)];

    [Fact]
    public void Catalogue_Names_AreDistinctWhateverTheirCase() =>
        Assert.Equal(Names.Count, ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Provider_Made_TouchesNothingAndIsWhatItsLineSays(string name)
    {
        string home = Path.Combine(Path.GetTempPath(), $"videogen-contract-{Guid.NewGuid()}");
        ProviderEntry entry = ProviderCatalog.BuiltIn.Find(name);

        using var bench = new ProviderBench(entry.Descriptor);
        IVideoProvider provider = entry.Create(bench.Context with { Home = home, Service = entry.Descriptor.Endpoint is null ? null : bench.Context.Service });

        Assert.Same(entry.Descriptor, provider.Descriptor);
        Assert.Equal(entry.Name, provider.Descriptor.Name);
        Assert.False(Directory.Exists(home));
    }

    /// <summary>A session that uses one service does not make the tables of the others.</summary>
    [Fact]
    public void Catalogue_OneFound_DescribesNoOther()
    {
        ProviderDescriptor descriptor = ProviderCatalog.BuiltIn.Find("Local").Descriptor;
        var catalog = new ProviderCatalog([new ProviderEntry("Other", () => throw new InvalidOperationException("was described"), _ => null!), new ProviderEntry("Local", () => descriptor, _ => null!)]);

        Assert.Same(descriptor, catalog.Find("local").Descriptor);
        _ = Assert.Throws<VideoGenException>(() => catalog.Find("Lokal"));
    }

    /// <summary>A registered server is the kind's provider under a name of its own: jobs, errors and variables go by that name.</summary>
    [Theory]
    [MemberData(nameof(Networked))]
    public void Provider_MadeForARegisteredServer_HasItsDescriptor(string name)
    {
        ProviderEntry entry = new RegistrationRules(ProviderCatalog.BuiltIn).ToEntry(new ProviderRegistration("farm", name, "http://127.0.0.1:8000/v1"));

        using var bench = new ProviderBench(entry.Descriptor);
        IVideoProvider provider = entry.Create(bench.Context);

        Assert.Same(entry.Descriptor, provider.Descriptor);
        Assert.Equal(("farm", name), (provider.Descriptor.Name, provider.Descriptor.Kind));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Descriptor_Numbers_MakeSense(string name)
    {
        ProviderDescriptor descriptor = Find(name);
        Assert.False(string.IsNullOrWhiteSpace(descriptor.Description));
        Assert.True(descriptor.ReadBatchSize >= 1 && descriptor.OutputsPerJob >= 1);
        Assert.True(descriptor.PollInterval > TimeSpan.Zero && descriptor.PollInterval >= (descriptor.ReadSpacing ?? TimeSpan.Zero));
        Assert.True(descriptor.IdempotencyLifetime is null || descriptor.IdempotencyLifetime == Timeout.InfiniteTimeSpan || descriptor.IdempotencyLifetime > TimeSpan.Zero);
        Assert.True(descriptor.Endpoint is null || descriptor.Endpoint.Scheme == Uri.UriSchemeHttps);
        Assert.True(descriptor.OutputFolder is null || !Path.IsPathRooted(descriptor.OutputFolder));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Models_TheirDefaults_AreAmongWhatTheyTake(string name)
    {
        ProviderDescriptor descriptor = Find(name);
        Assert.NotEmpty(descriptor.Models);
        Assert.Equal(descriptor.Models.Count, descriptor.Models.Select(model => model.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(descriptor.Models, model =>
        {
            Assert.True(model.DefaultResolution is null || model.Resolutions.Count == 0 || model.Resolutions.Contains(model.DefaultResolution));
            Assert.True(model.DefaultDuration is not { } seconds || model.Durations is null || model.Durations.Allows(seconds));
            Assert.Equal(model.AspectRatios.Count, model.AspectRatios.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.True(model.Features.HasFlag(ModelFeatures.TextOnly) || model.Features.HasFlag(ModelFeatures.FirstFrame));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Validator_LeastRequestOfEachModel_IsTaken(string name)
    {
        ProviderDescriptor descriptor = Find(name);
        Assert.All(descriptor.Models, model =>
        {
            var request = new VideoRequest
            {
                Provider = name,
                Model = model.Name,
                Prompt = "a lake",
                Image = model.Features.HasFlag(ModelFeatures.TextOnly) ? null : new ImageReference(ImageKind.Url, "https://example.com/lake.png"),
            };

            ValidatedRequest validated = new RequestValidator(descriptor).Validate(request, skip: false);

            Assert.Empty(validated.Warnings);
            Assert.Equal((model.Name, model.DefaultDuration, model.DefaultResolution), (validated.Request.Model, validated.Request.Duration, validated.Request.Resolution));
        });
    }

    private static ProviderDescriptor Find(string name) => ProviderCatalog.BuiltIn.Find(name).Descriptor;
}
