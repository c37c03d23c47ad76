namespace VideoGen.Cmdlets.Completion;

/// <summary>Aspect ratios of the provider and model typed already.</summary>
public sealed class AspectRatioCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.AspectRatios(word, scope);
}
