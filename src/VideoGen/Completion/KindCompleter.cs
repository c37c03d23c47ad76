namespace VideoGen.Cmdlets.Completion;

/// <summary>Kinds of servers that can be registered.</summary>
public sealed class KindCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => ValueCompletions.Kinds(word, scope);
}
