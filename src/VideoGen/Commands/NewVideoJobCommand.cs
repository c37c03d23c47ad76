using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Cmdlets;

/// <summary>Submits one job a row.</summary>
[Cmdlet(VerbsCommon.New, "VideoJob", SupportsShouldProcess = true)]
[OutputType(typeof(VideoJob))]
public sealed class NewVideoJobCommand : VideoRequestParameters
{
    private VideoClient _client = null!;
    private SubmissionRun _run = null!;
    private RowBinder _binder = null!;
    private ResultWriter _results = null!;
    private ProgressPane _pane = null!;
    private bool _asks;
    private int _row;
    private int _taken;
    private int _told;

    /// <summary>A prompt, an image file, or a row whose columns are named like the parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>A name that makes the run rerunnable: rows of the same batch are submitted once.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(Completion.BatchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Batch { get; set; }

    /// <summary>Submits although an equal job is not settled yet.</summary>
    [Parameter]
    public SwitchParameter AllowDuplicate { get; set; }

    /// <summary>Submits rows of the batch again whose job failed, was cancelled, or expired unsaved.</summary>
    [Parameter]
    public SwitchParameter RetryFailed { get; set; }

    /// <summary>Submissions under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = SubmitOptions.DefaultThrottle;

    /// <summary>Leaves what depends on the catalogue unchecked, for a model that is newer than it.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Emits the jobs in the order of the rows.</summary>
    [Parameter]
    public SwitchParameter InputOrder { get; set; }

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        _asks = Confirmation.Asks(this) || Confirmation.IsPlan(this);
        _binder = CreateBinder();
        var options = new SubmitOptions
        {
            Batch = Batch,
            AllowDuplicate = AllowDuplicate,
            RetryFailed = RetryFailed,
            SkipValidation = SkipValidation,
            ThrottleLimit = ThrottleLimit,
        };
        _client = ModuleClient.Get(this);
        _run = Await(cancellationToken => _client.OpenSubmissionAsync(options, cancellationToken));
        _results = new ResultWriter(Write, InputOrder);
        _pane = new ProgressPane(Pump, this, "Submitting video jobs", TimeProvider.System);
    }

    private protected override void Process()
    {
        try
        {
            Row row = MyInvocation.ExpectingInput ? RowReader.Read(InputObject) : InputObject is null ? Row.None : RowReader.Read(InputObject);
            _row++;
            if (row.IsBlank)
            {
                // What spreadsheets leave at the end of a CSV.
                return;
            }

            string? given = _binder.PeekProvider(row);
            ProviderChoice choice = _run.ChooseProvider(given);
            if (choice.Notice is { } notice)
            {
                Notice(notice);
            }

            VideoRequest request = _binder.Bind(row, _client.Catalog.Find(choice.Name).Descriptor);

            // A column that nobody read is often the reason why the row then lacks something.
            WarnOnce(_binder.TakeWarnings());
            ValidatedRequest validated = _run.Validate(request);
            WarnOnce(validated.Warnings);

            TakenRow taken = _run.Take(request, validated.Request, defaulted: given is null);
            if (_asks && Await(cancellationToken => _run.IsAnsweredAsync(taken, cancellationToken)))
            {
                // There is nothing to ask about; and a plan emits nothing.
                WriteVerbose($"The journal has the job of {JobTitle.Of(validated.Request)}: nothing is to be submitted.");
                if (!Confirmation.IsPlan(this))
                {
                    Submit(taken);
                }
            }
            else if (ShouldProcess(JobTitle.Of(validated.Request), RequestSummary.Of(validated.Request)))
            {
                Submit(taken);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(MyInvocation.ExpectingInput ? e.InRow(_row) : e, InputObject);
        }
    }

    private protected override void Concluded() => _pane?.Complete();

    private void Submit(TakenRow taken)
    {
        PSObject? row = InputObject;
        ResultWriter.Place place = _results.Take();
        _taken++;
        Pump.Start(async cancellationToken =>
        {
            try
            {
                await _run.SubmitAsync(taken, result => Pump.Post(() => place.Add(result, row)), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Pump.Post(place.Close);
            }
        });

        // Rows are read no faster than they are submitted, so that a long file needs no memory of its own.
        Pump.RunUntilFewerThan(ThrottleLimit * 2);
    }

    private void Write(SubmitResult result, PSObject? row)
    {
        _pane.Report($"{++_told} of {_taken} rows", result.Job is null ? null : JobTitle.Of(result.Job), -1);
        foreach (string warning in result.Warnings)
        {
            WriteWarning(warning);
        }

        if (result.Error is { } error)
        {
            WriteError(error, result.Job ?? (object?)row);
        }

        if (result.Job is { } job)
        {
            WriteVerbose(result.IsNew ? $"Submitted {JobTitle.Of(job)}." : $"Known already: {JobTitle.Of(job)}.");
            WriteObject(job);
        }
    }
}
