namespace VideoGen.Cmdlets.Completion;

/// <summary>The registered providers.</summary>
public sealed class RegisteredProviderCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.RegisteredProviders(word, scope);
}
