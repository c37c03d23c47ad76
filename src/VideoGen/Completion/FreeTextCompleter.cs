namespace VideoGen.Cmdlets.Completion;

/// <summary>Offers nothing, where PowerShell would offer the files of the current folder for a value that is none.</summary>
public sealed class FreeTextCompleter : ArgumentCompleter
{
    private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => [];
}
