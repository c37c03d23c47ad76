using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Kinds of sound that go with the request typed so far.</summary>
public sealed class AudioCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Values(word, scope, ChoiceDimension.Audio);
}
