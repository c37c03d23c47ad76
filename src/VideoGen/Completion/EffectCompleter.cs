namespace VideoGen.Cmdlets.Completion;

/// <summary>Effects of the provider, as it told them last.</summary>
public sealed class EffectCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Effects(word, scope);
}
