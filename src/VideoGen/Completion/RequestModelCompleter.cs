namespace VideoGen.Cmdlets.Completion;

/// <summary>Models that take the request typed so far.</summary>
public sealed class RequestModelCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Models(word, scope);
}
