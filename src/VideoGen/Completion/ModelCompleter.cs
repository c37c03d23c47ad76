namespace VideoGen.Cmdlets.Completion;

/// <summary>The catalogue's models, of the provider typed already if there is one.</summary>
public sealed class ModelCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Models(word, scope);
}
