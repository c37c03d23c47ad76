using System.Management.Automation;

namespace EmptyModule;

/// <summary>The least that a command over rows can do: it reads every property and asks, or emits one small object.</summary>
[Cmdlet(VerbsCommunications.Read, "EmptyRow", SupportsShouldProcess = true)]
[OutputType(typeof(EmptyRow))]
public sealed class ReadEmptyRowCommand : PSCmdlet
{
    /// <summary>A row; none for a single object.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Asks of each row by ShouldProcess, in as many words as New-VideoJob has, and emits nothing.</summary>
    [Parameter]
    public SwitchParameter Ask { get; set; }

    protected override void ProcessRecord()
    {
        int columns = 0;
        string first = "";
        foreach (PSPropertyInfo property in InputObject?.Properties ?? Enumerable.Empty<PSPropertyInfo>())
        {
            if (property.Value is string text && columns++ == 0)
            {
                first = text;
            }
        }

        if (!Ask)
        {
            WriteObject(new EmptyRow(first, columns));
        }
        else if (ShouldProcess(first, $"submit to Phaseo google/veo-3.1-fast, 4 s, 720p, 16:9 for {columns} USD"))
        {
            // Nothing is what it does.
        }
    }
}
