namespace VideoGen.Cmdlets.Completion;

/// <summary>One offer of tab completion, before PowerShell's quoting.</summary>
/// <param name="Text">The value to type.</param>
/// <param name="ListText">What the menu shows.</param>
/// <param name="ToolTip">What is shown beside or below the menu.</param>
internal sealed record CompletionItem(string Text, string ListText, string ToolTip)
{
    public CompletionItem(string text, string? toolTip = null)
        : this(text, text, string.IsNullOrWhiteSpace(toolTip) ? text : toolTip)
    {
    }
}
