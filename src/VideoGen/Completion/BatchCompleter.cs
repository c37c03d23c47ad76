namespace VideoGen.Cmdlets.Completion;

/// <summary>Names of the journal's batches.</summary>
public sealed class BatchCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) =>
        JobCompletions.Batches(word, CompletionSource.Jobs(""));
}
