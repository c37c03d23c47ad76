namespace VideoGen.Cmdlets.Completion;

/// <summary>Ids of the journal's jobs, of the provider typed already if there is one.</summary>
public sealed class JobIdCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) =>
        JobCompletions.Ids(word, scope, CompletionSource.Jobs(word.Text));
}
