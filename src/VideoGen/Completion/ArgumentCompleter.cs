using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What all completers share: they offer values, and are silent when anything fails, since the user is typing.</summary>
public abstract class ArgumentCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            CompletionScope scope = ScopeOf(fakeBoundParameters);
            return
            [
                .. Complete(new CompletionWord(wordToComplete), scope)
                    .Select(item => new CompletionResult(PowerShellLiteral.Argument(item.Text), item.ListText, CompletionResultType.ParameterValue, item.ToolTip)),
            ];
        }
        catch (Exception)
        {
            return [];
        }
    }

    internal static CompletionScope ScopeOf(IDictionary boundParameters) => CompletionScope.Of([.. Providers().Select(entry => entry.Descriptor)], boundParameters);

    private static IReadOnlyList<ProviderEntry> Providers()
    {
        try
        {
            return CompletionSource.Catalog().All;
        }
        catch (Exception)
        {
            return ProviderCatalog.BuiltIn.All;
        }
    }

    private protected abstract IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope);
}
