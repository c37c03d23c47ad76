using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Cmdlets;

/// <summary>The base of the commands that read rows: a row is bound, checked, and handed over with its provider chosen.</summary>
public abstract class VideoRowCommand : VideoRequestParameters
{
    private readonly RowReader _reader = new();
    private RowBinder _binder = null!;
    private int _row;

    /// <summary>A prompt, an image file, or a row whose columns are named like the parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Leaves what depends on the catalogue unchecked, for a model that is newer than it.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    private protected VideoClient Client { get; private set; } = null!;

    private protected SubmissionRun Run { get; private set; } = null!;

    /// <summary>How rows are checked and submitted.</summary>
    private protected abstract SubmitOptions CreateOptions();

    /// <summary>The client that the rows are checked and submitted with.</summary>
    private protected virtual VideoClient OpenClient() => ModuleClient.Get(this);

    private protected override void Begin()
    {
        _binder = CreateBinder();
        SubmitOptions options = CreateOptions() with { SkipValidation = SkipValidation };
        Client = OpenClient();
        Run = Await(cancellationToken => Client.OpenSubmissionAsync(options, cancellationToken));
    }

    private protected sealed override void Process()
    {
        try
        {
            _row++;
            Row row = InputObject is null && !MyInvocation.ExpectingInput ? Row.None : _reader.Read(InputObject);
            if (row.IsBlank)
            {
                // What spreadsheets leave at the end of a CSV.
                return;
            }

            string? given = _binder.PeekProvider(row);
            ProviderChoice choice = Run.ChooseProvider(given);
            if (choice.Notice is { } notice)
            {
                Notice(notice);
            }

            VideoRequest request = _binder.Bind(row, Client.Catalog.Find(choice.Name).Descriptor);

            // A column that nobody read is often the reason why the row then lacks something.
            WarnOnce(_binder.TakeWarnings());
            ValidatedRequest validated = Run.Validate(request);
            WarnOnce(validated.Warnings);
            Handle(new CheckedRow(request, validated.Request, Defaulted: given is null));
        }
        catch (VideoGenException e)
        {
            WriteError(InRow(e, RowNumber), InputObject);
        }
    }

    /// <summary>The number of the row at hand, from 1; null where the command was given one row as parameters.</summary>
    private protected int? RowNumber => MyInvocation.ExpectingInput ? _row : null;

    private protected static VideoGenException InRow(VideoGenException error, int? row) => row is { } number ? error.InRow(number) : error;

    /// <summary>Once a row that can be sent as it is. What it throws is the row's error.</summary>
    private protected abstract void Handle(CheckedRow row);

    /// <summary>A row that its service will take.</summary>
    /// <param name="Request">As the user gave it, with its provider chosen.</param>
    /// <param name="Validated">The same as it is sent.</param>
    /// <param name="Defaulted">The provider was chosen for the row.</param>
    private protected sealed record CheckedRow(VideoRequest Request, VideoRequest Validated, bool Defaulted);
}
