namespace VideoGen.Cmdlets.Completion;

/// <summary>The journal's batches.</summary>
public sealed class BatchCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => JobCompletions.Batches(word, scope);
}
