using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VideoGen.Cmdlets.Completion;

/// <summary>What all completers share: they offer values, and are silent when anything fails, since the user is typing.</summary>
public abstract class ArgumentCompleter : IArgumentCompleter
{
    /// <summary>After this nobody waits for a menu; a home on a share may be slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        [.. Offer(commandName, wordToComplete, fakeBoundParameters).Select(item => new CompletionResult(item.Text, item.ListText, CompletionResultType.ParameterValue, item.ToolTip))];

    /// <summary>The same before it is PowerShell's, each text as it is typed.</summary>
    internal IReadOnlyList<CompletionItem> Offer(string? commandName, string? wordToComplete, IDictionary? written)
    {
        try
        {
            using var stop = new CancellationTokenSource(Patience, TimeProvider.System);
            var word = new CompletionWord(wordToComplete);
            var scope = new CompletionScope(CompletionSource.Home(), commandName, written, stop.Token);
            return [.. Complete(word, scope).Select(item => item with { Text = word.Written(item.Text) })];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private protected abstract IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope);
}
