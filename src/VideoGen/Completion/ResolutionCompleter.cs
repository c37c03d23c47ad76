using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Resolutions that go with the request typed so far.</summary>
public sealed class ResolutionCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Values(word, scope, ChoiceDimension.Resolution);
}
