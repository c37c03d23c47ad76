namespace VideoGen.Cmdlets.Completion;

/// <summary>Models of the provider typed already, else of all.</summary>
public sealed class ModelCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Models(word, scope);
}
