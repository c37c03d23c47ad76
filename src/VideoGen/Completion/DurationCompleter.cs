namespace VideoGen.Cmdlets.Completion;

/// <summary>Lengths in seconds that go with the request typed so far.</summary>
public sealed class DurationCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Durations(word, scope);
}
