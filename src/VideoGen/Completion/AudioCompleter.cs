namespace VideoGen.Cmdlets.Completion;

/// <summary>The kinds of sound.</summary>
public sealed class AudioCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.AudioModes(word);
}
