using System.Management.Automation;
using VideoGen.Cmdlets.Completion;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Cmdlets;

/// <summary>
/// The parameters that describe a clip. Each is also a column of the rows that are piped in, see <see cref="RowColumns"/>;
/// the pipeline binds <c>InputObject</c> alone. Types are wide where the engine's own conversion would lose or guess: the
/// binder converts, with the same messages as for columns.
/// </summary>
public abstract class VideoRequestParameters : VideoCommand
{
    [Parameter(Position = 0)]
    public string? Prompt { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(RequestProviderCompleter))]
    public string? Provider { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(RequestModelCompleter))]
    public string? Model { get; set; }

    [Parameter]
    [Alias("FirstFrame", "StartImage")]
    public object? Image { get; set; }

    [Parameter]
    [Alias("LastFrame", "EndImage")]
    public object? LastImage { get; set; }

    [Parameter]
    public object[]? ReferenceImage { get; set; }

    [Parameter]
    [Alias("Seconds")]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public string? Duration { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ResolutionCompleter))]
    public string? Resolution { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(SizeCompleter))]
    public string? Size { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    public string? AspectRatio { get; set; }

    [Parameter]
    public string? NegativePrompt { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(AudioCompleter))]
    public string? Audio { get; set; }

    [Parameter]
    public string? AudioUri { get; set; }

    [Parameter]
    public long? Seed { get; set; }

    [Parameter]
    public int? Count { get; set; }

    [Parameter]
    public SwitchParameter EnhancePrompt { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(EffectCompleter))]
    public string? Effect { get; set; }

    [Parameter]
    public SwitchParameter Premium { get; set; }

    [Parameter]
    public string? WebhookUri { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? WebhookEvent { get; set; }

    [Parameter]
    public object? Option { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string? Name { get; set; }

    [Parameter]
    public string? Key { get; set; }

    /// <summary>A binder for the values of this command line and the current location of this session.</summary>
    private protected RowBinder CreateBinder() => new(CommandValues(), path => SessionFiles.Find(SessionState.Path, path));

    // Only what was typed: a switch that was not given must not count as false.
    private Dictionary<string, object?> CommandValues()
    {
        var values = new Dictionary<string, object?>();
        foreach (RowColumn column in RowColumns.All)
        {
            if (MyInvocation.BoundParameters.TryGetValue(column.Name, out object? value))
            {
                values.Add(column.Name, PowerShellValues.Plain(value));
            }
        }

        return values;
    }
}
