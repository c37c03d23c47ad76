namespace VideoGen.Cmdlets.Completion;

/// <summary>Ids of the journal's jobs, those that the command is for first.</summary>
public sealed class JobIdCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => JobCompletions.Ids(word, scope, scope.Jobs(word.Text));
}
