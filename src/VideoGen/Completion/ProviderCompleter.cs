namespace VideoGen.Cmdlets.Completion;

/// <summary>The catalogue's providers.</summary>
public sealed class ProviderCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Providers(word, scope);
}
