namespace VideoGen.Cmdlets.Completion;

/// <summary>Providers that take the request typed so far.</summary>
public sealed class RequestProviderCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => RequestCompletions.Providers(word, scope);
}
