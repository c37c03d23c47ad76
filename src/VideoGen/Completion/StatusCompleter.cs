namespace VideoGen.Cmdlets.Completion;

/// <summary>The states of a job.</summary>
public sealed class StatusCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Statuses(word);
}
