using System.Collections;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Providers;

namespace VideoGen.Tests.Completion;

public sealed class ArgumentCompleterTests : IDisposable
{
    private readonly Func<HomeGlance> _home = CompletionSource.Home;
    private readonly TemporaryHome _folder = new();

    public ArgumentCompleterTests() => CompletionSource.Home = () => new HomeGlance(new VideoClientOptions { Home = _folder.Path });

    public void Dispose()
    {
        CompletionSource.Home = _home;
        _folder.Dispose();
    }

    private sealed class FailingCompleter : ArgumentCompleter
    {
        private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => throw new IOException("the journal is locked");
    }

    private static string[] Offers(ArgumentCompleter completer, string word = "", string command = "New-VideoJob", params (string Name, object Value)[] written)
    {
        var parameters = new Hashtable();
        Array.ForEach(written, parameter => parameters[parameter.Name] = parameter.Value);
        return [.. completer.Offer(command, word, parameters).Select(item => item.Text)];
    }

    [Fact]
    public void CompleteArgument_Failure_IsSilent() => Assert.Empty(Offers(new FailingCompleter()));

    [Fact]
    public void CompleteArgument_HomeThatCannotBeMade_IsSilent()
    {
        CompletionSource.Home = static () => throw new UnauthorizedAccessException();

        Assert.Empty(Offers(new JobIdCompleter()));
        Assert.Empty(Offers(new RequestModelCompleter()));
    }

    [Fact]
    public async Task CompleteArgument_RegisteredProviders_AreOffered()
    {
        var registered = new RegisteredProviders(_folder.Path, ProviderCatalog.BuiltIn);
        _ = await registered.RegisterAsync(new ProviderRegistration("farm", "OpenAI", "http://127.0.0.1:8000/v1") { Model = "hunyuan-video" }, force: false, CancellationToken.None);

        Assert.Equal(["farm"], Offers(new ProviderCompleter(), "fa"));
        Assert.Equal(["farm"], Offers(new RequestProviderCompleter(), "fa"));
        Assert.Equal(["farm"], Offers(new RegisteredProviderCompleter()));
        Assert.Equal(["farm"], Offers(new CredentialProviderCompleter(), "fa"));
        Assert.DoesNotContain("Local", Offers(new CredentialProviderCompleter()));
        Assert.Equal(["hunyuan-video"], Offers(new ModelCompleter(), "hun", "Get-VideoModel"));
        Assert.Equal(["hunyuan-video"], Offers(new RequestModelCompleter(), "", "New-VideoJob", ("Provider", "FARM")));
        Assert.Contains("OpenAI", Offers(new KindCompleter()));
        Assert.Empty(Offers(new KindCompleter(), "farm"));
        Assert.Empty(Offers(new KindCompleter(), "Local"));
    }

    [Fact]
    public void CompleteArgument_ModelsOfTheCatalogue_AreOfTheProvidersThatMatch()
    {
        Assert.Equal(["preview"], Offers(new ModelCompleter(), "", "Get-VideoModel", ("Provider", "loc*")));
        Assert.Contains("google/veo-3.1", Offers(new ModelCompleter(), "goo", "Get-VideoModel"));
    }

    [Fact]
    public void CompleteArgument_HomeThatIsAFile_OffersTheBuiltInProviders()
    {
        string file = _folder.At("file");
        File.WriteAllText(file, "");
        CompletionSource.Home = () => new HomeGlance(new VideoClientOptions { Home = file });

        Assert.Equal(["OpenAI"], Offers(new ProviderCompleter(), "open"));
        Assert.Empty(Offers(new JobIdCompleter(), "", "Get-VideoJob"));
        Assert.Empty(Offers(new BatchCompleter(), "", "Get-VideoJob"));
    }
}
