using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Sizes in pixels that go with the request typed so far, of those that services share.</summary>
public sealed class SizeCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Values(word, scope, ChoiceDimension.Size);
}
