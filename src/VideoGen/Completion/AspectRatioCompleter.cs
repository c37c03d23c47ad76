using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Aspect ratios that go with the request typed so far.</summary>
public sealed class AspectRatioCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Values(word, scope, ChoiceDimension.AspectRatio);
}
