namespace VideoGen.Cmdlets.Completion;

/// <summary>Names that the journal's newest jobs have.</summary>
public sealed class JobNameCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => JobCompletions.Names(word, scope.Jobs(""));
}
