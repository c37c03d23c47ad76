namespace VideoGen.Cmdlets.Completion;

/// <summary>Lengths in seconds of the provider and model typed already.</summary>
public sealed class DurationCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Durations(word, scope);
}
