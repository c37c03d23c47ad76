using System.Net;
using VideoGen.Client;
using VideoGen.Providers;

namespace VideoGen.Tests.Client;

/// <summary>What to do about a refusal that says little more than that a value is wrong.</summary>
public sealed class RefusalRemedyTests
{
    private static readonly ProviderDescriptor Open = FakeProvider.Description with { AnyModel = FakeProvider.Description.Models[0] with { Name = "other" } };

    private static readonly VideoGenException Refusal = new(VideoErrors.RequestRefused, "Fake answered 400 (bad): no.") { ServiceCode = "bad", HttpStatus = HttpStatusCode.BadRequest };

    [Fact]
    public void Add_ModelOutsideTheCatalogue_NamesTheNearest()
    {
        VideoGenException told = RefusalRemedy.Add(Open, new VideoRequest { Provider = "Fake", Model = "fox-2" }, Refusal);

        Assert.Contains("the nearest it has is fox-1", told.Remedy, StringComparison.Ordinal);
        Assert.Contains("Get-VideoModel -Provider Fake", told.Remedy, StringComparison.Ordinal);
        Assert.Equal((Refusal.Message, Refusal.ServiceCode, Refusal.HttpStatus), (told.Message, told.ServiceCode, told.HttpStatus));
    }

    [Fact]
    public void Add_EffectThatIsNotThere_SaysWhatListsThem()
    {
        var missing = new VideoGenException(VideoErrors.NotFoundAtService, "Fake answered 404 (1008): effect does not exist") { ServiceCode = "1008" };

        Assert.Contains("Get-VideoEffect -Provider Fake", RefusalRemedy.Add(Open, new VideoRequest { Provider = "Fake", Effect = "squich" }, missing).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_KnownModelOrErrorOfOurs_IsLeftAlone()
    {
        var ours = new VideoGenException(VideoErrors.RequestRefused, "Not of the service.");

        Assert.Same(Refusal, RefusalRemedy.Add(Open, new VideoRequest { Provider = "Fake", Model = "FOX-1" }, Refusal));
        Assert.Same(Refusal, RefusalRemedy.Add(Open, new VideoRequest { Provider = "Fake" }, Refusal));
        Assert.Same(ours, RefusalRemedy.Add(Open, new VideoRequest { Provider = "Fake", Model = "fox-2" }, ours));
    }
}
