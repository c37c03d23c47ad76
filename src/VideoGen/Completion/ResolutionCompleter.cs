namespace VideoGen.Cmdlets.Completion;

/// <summary>Resolutions of the provider and model typed already.</summary>
public sealed class ResolutionCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Resolutions(word, scope);
}
