using System.Management.Automation;
using VideoGen.Budgets;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>
/// Sets what may be spent with a provider in a day or a month, over all sessions of this home. Submissions that do not fit are not sent
/// (BudgetReached). What was submitted earlier in the period counts, and so do jobs that failed, are Unknown or were removed, unless the
/// service states that it charges nothing.
/// </summary>
[Cmdlet(VerbsCommon.Set, "VideoBudget", SupportsShouldProcess = true)]
[OutputType(typeof(VideoBudget))]
public sealed class SetVideoBudgetCommand : VideoCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string Provider { get; set; } = "";

    /// <summary>Day or Month, in UTC. A provider can have a budget for each; both hold.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public BudgetPeriod Per { get; set; }

    /// <summary>The most that may be spent, such as '500 credits' or '2.50 USD'; a bare number is in the provider's own unit. 0 stops all that costs something. Without it, the limit stays as it was.</summary>
    [Parameter(Position = 2)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Limit { get; set; }

    /// <summary>The most clips. 0 stops everything. Without it, the ceiling stays as it was.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Clips { get; set; }

    private protected override void Begin() => Confirmation.ThrowIfItCannotBeAsked(this);

    private protected override void Process()
    {
        try
        {
            ClientBudgets budgets = ModuleClient.Get(this).Budgets;
            (Budget budget, string? warning) = Await(cancellationToken => budgets.CheckAsync(Provider, Per, Limit, Clips, cancellationToken));
            if (warning is not null)
            {
                WriteWarning(warning);
            }

            if (ShouldProcess(budget.Provider, $"Set the budget to {budget}"))
            {
                WriteObject(Await(cancellationToken => budgets.SetAsync(budget, cancellationToken)));
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, Provider);
        }
    }
}
