using System.Collections;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Providers;

namespace VideoGen.Tests.Completion;

public sealed class ArgumentCompleterTests : IDisposable
{
    private readonly Func<ProviderCatalog> _catalog = CompletionSource.Catalog;

    public void Dispose() => CompletionSource.Catalog = _catalog;

    private sealed class FailingCompleter : ArgumentCompleter
    {
        private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => throw new IOException("the journal is locked");
    }

    [Fact]
    public void CompleteArgument_Failure_IsSilent() =>
        Assert.Empty(new FailingCompleter().CompleteArgument("Get-VideoJob", "Id", "", null!, new Hashtable()));

    [Fact]
    public void CompleteArgument_RegisteredProviders_AreOffered()
    {
        CompletionSource.Catalog = static () => new ProviderCatalog(
        [
            .. ProviderCatalog.BuiltIn.All,
            new RegistrationRules(ProviderCatalog.BuiltIn).ToEntry(new ProviderRegistration("farm", "OpenAI", "http://127.0.0.1:8000/v1") { Model = "wan2.2" }),
        ]);

        CompletionScope scope = ArgumentCompleter.ScopeOf(new Hashtable());
        Assert.Equal(["farm"], Texts(ValueCompletions.Providers(new CompletionWord("fa"), scope)));
        Assert.Equal(["farm"], Texts(ValueCompletions.RegisteredProviders(new CompletionWord(""), scope)));
        Assert.Equal(["wan2.2"], Texts(ValueCompletions.Models(new CompletionWord("wan"), scope)));
        Assert.Contains("OpenAI", Texts(ValueCompletions.Kinds(new CompletionWord(""), scope)));
        Assert.Empty(ValueCompletions.Kinds(new CompletionWord("farm"), scope));
        Assert.Empty(ValueCompletions.Kinds(new CompletionWord("Local"), scope));
    }

    [Fact]
    public void CompleteArgument_HomeThatCannotBeRead_OffersTheBuiltInProviders()
    {
        CompletionSource.Catalog = static () => throw new UnauthorizedAccessException();

        Assert.Equal(["OpenAI"], Texts(ValueCompletions.Providers(new CompletionWord("open"), ArgumentCompleter.ScopeOf(new Hashtable()))));
    }

    private static IEnumerable<string> Texts(IEnumerable<CompletionItem> items) => items.Select(item => item.Text);
}
