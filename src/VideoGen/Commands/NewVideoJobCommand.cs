using System.Management.Automation;
using System.Security;
using VideoGen.Client;
using VideoGen.Cmdlets.Progress;

namespace VideoGen.Cmdlets;

/// <summary>Submits one job a row.</summary>
[Cmdlet(VerbsCommon.New, "VideoJob", SupportsShouldProcess = true)]
[OutputType(typeof(VideoJob))]
public sealed class NewVideoJobCommand : VideoRowCommand
{
    private readonly PriceTotal _plan = new();
    private readonly HashSet<string> _told = [];
    private readonly HashSet<string> _planned = [];
    private ResultWriter _results = null!;
    private readonly SubmitSummary _summary = new();
    private ItemProgress _progress = null!;
    private CommandCredentials _credentials = null!;
    private bool _isPlan;
    private bool _asks;
    private int _answered;

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

    /// <summary>What the rows may cost together: <c>'2.50 USD'</c>, <c>'500 credits'</c>, or a table by provider.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(Completion.FreeTextCompleter))]
    [ValidateNotNull]
    public object? MaxCost { get; set; }

    /// <summary>With -MaxCost or a budget, submits rows whose price nobody knows.</summary>
    [Parameter]
    public SwitchParameter AllowUnknownCost { get; set; }

    /// <summary>For one row: the key under which the service makes the clip once, however often it is sent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyKey { get; set; }

    /// <summary>What the service is to sign its reports to -WebhookUri with.</summary>
    [Parameter]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? WebhookSecret { get; set; }

    /// <summary>For this command and one provider: an id and a secret, or a key as the password with any user name.</summary>
    [Parameter]
    [CredentialArgument]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>For this command and one provider: a key.</summary>
    [Parameter]
    [SecureStringArgument]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Submissions under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = SubmitOptions.DefaultThrottle;

    /// <summary>Emits the jobs in the order of the rows.</summary>
    [Parameter]
    public SwitchParameter InputOrder { get; set; }

    private protected override SubmitOptions CreateOptions() => new()
    {
        Batch = Batch,
        AllowDuplicate = AllowDuplicate,
        RetryFailed = RetryFailed,
        MaxCost = MaxCostValue.Read(MaxCost),
        AllowUnknownCost = AllowUnknownCost,
        IdempotencyKey = IdempotencyKey,
        WebhookSecret = SecureText.Read(WebhookSecret),
        ThrottleLimit = ThrottleLimit,
        IsPlan = Confirmation.IsPlan(this),
        Waiting = reason => Pump.Post(() => Tell(reason)),
    };

    private protected override VideoClient OpenClient() => (_credentials = CommandCredentials.Open(this, Credential, Token, Notice)).Client;

    private protected override void Begin()
    {
        Confirmation.ThrowIfItCannotBeAsked(this);
        _isPlan = Confirmation.IsPlan(this);
        _asks = _isPlan || Confirmation.Asks(this);
        if (PlainTextMark.IsOn(WebhookSecret))
        {
            WriteWarning(PlainTextMark.WebhookWarning);
        }

        base.Begin();
        _results = new ResultWriter(Write, InputOrder);
        _progress = Show("Submitting", new ItemProgress(TimeProvider.System, "rows", "refused"));
    }

    private protected override void Handle(CheckedRow row)
    {
        _credentials.Claim(row.Validated.Provider!);
        TakenRow taken = Run.Take(row.Request, row.Validated, row.Defaulted);
        if (_asks && AwaitAnswer(cancellationToken => Run.IsAnsweredAsync(taken, cancellationToken)))
        {
            // There is nothing to ask about; and a plan emits nothing.
            _answered++;
            Remark($"The journal has the job of {JobTitle.Of(row.Validated)}: nothing is to be submitted.");
            if (!_isPlan)
            {
                Submit(taken, planned: null);
            }

            return;
        }

        VideoPrice price = Run.Price(row.Validated);
        _plan.Add(price);
        if (_isPlan)
        {
            _ = _planned.Add(price.Provider);
            WarnOnce(AwaitAnswer(cancellationToken => Run.Budgets.AddAsync(price, cancellationToken)));
        }

        if (ShouldProcess(JobTitle.Of(row.Validated), RequestSummary.Of(row.Validated, price)))
        {
            Submit(taken, price is { Most: { } most, Unit: { } unit } ? new VideoCost(most, unit, Charged: false) : null);
        }
    }

    private protected override void Finish()
    {
        _progress.Complete();
        if (_isPlan && _plan is { Rows: > 1, IsFree: false })
        {
            Say($"In all: {_plan}");
        }

        foreach (string provider in _planned.Where(provider => !_credentials.IsGiven && Client.LacksCredential(provider)))
        {
            WriteWarning($"There is no key for {provider} yet: Set-VideoCredential {provider}");
        }

        if (_isPlan && _answered > 0)
        {
            Say(_answered == 1 ? "1 row has its job already: nothing is to be submitted for it." : $"{_answered} rows have their jobs already: nothing is to be submitted for them.");
        }
    }

    private protected override void Concluded()
    {
        foreach (string left in _summary.Left(Batch is not null))
        {
            WriteWarning(left);
        }

        if (_summary.Rows > 0)
        {
            Conclude(_summary.ToString());
        }
    }

    private void Tell(string reason)
    {
        if (_told.Add(reason))
        {
            Say(reason);
        }
    }

    /// <param name="planned">What the row is expected to cost; null where nobody knows.</param>
    private void Submit(TakenRow taken, VideoCost? planned)
    {
        _ = _credentials.Prepare(taken.Provider);
        if (Batch is not null && Client.NewJournalWarning(taken.Provider) is { } warning && !Interactivity.CanAsk(Host))
        {
            // As on a build machine that is made anew for each run: nobody is there to wonder why everything is submitted.
            WarnOnce([warning]);
        }

        PSObject? row = InputObject;
        int? number = RowNumber;
        ResultWriter.Place place = _results.Take();
        _summary.Rows++;
        _progress.Expect(planned: planned);
        Pump.Start(async cancellationToken =>
        {
            SubmitResult? last = null;
            bool hasFailed = false;
            try
            {
                await Run.SubmitAsync(taken, Take, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _progress.End(last?.Job is { } job ? JobTitle.Of(job) : null, hasFailed, planned, isWork: last is not { IsNew: false, Error: null });
                Pump.Post(place.Close);
            }

            void Take(SubmitResult result)
            {
                (last, hasFailed) = (result, hasFailed || result.Error is not null);
                _progress.Spend(result.IsNew ? result.Job?.Cost : null);
                Pump.Post(() => place.Add(result with { Error = result.Error is null ? null : InRow(result.Error, number) }, row));
            }
        });

        // Rows are read no faster than they are submitted, so that a long file needs no memory of its own.
        Pump.RunUntilFewerThan(ThrottleLimit * 2);
    }

    private void Write(SubmitResult result, PSObject? row)
    {
        _summary.Add(result);
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
            Remark(result.IsNew ? $"Submitted {JobTitle.Of(job)}." : $"Known already: {JobTitle.Of(job)}.");
            WriteObject(job);
        }
    }
}
