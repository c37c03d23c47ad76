namespace VideoGen.Cmdlets.Completion;

/// <summary>Providers that take a credential.</summary>
public sealed class CredentialProviderCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.CredentialProviders(word, scope);
}
