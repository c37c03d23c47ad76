using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Removes budgets, so that their provider may be used without a ceiling. What was spent stays known, and counts when one is set again.</summary>
[Cmdlet(VerbsCommon.Remove, "VideoBudget", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveVideoBudgetCommand : VideoCommand
{
    /// <summary>With wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = [];

    /// <summary>Day or Month; without it, both.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public BudgetPeriod? Per { get; set; }

    private protected override void Begin() => Confirmation.ThrowIfItCannotBeAsked(this);

    private protected override void Process()
    {
        ClientBudgets budgets = ModuleClient.Get(this).Budgets;
        foreach (string pattern in Provider)
        {
            try
            {
                IReadOnlyList<(string Provider, BudgetPeriod Per)> found = budgets.Find(pattern, Per);
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
                {
                    throw new VideoGenException(VideoErrors.BudgetNotFound, $"{pattern} has no budget{(Per is { } per ? $" for a {per.ToString().ToLowerInvariant()}" : "")}.");
                }

                foreach ((string provider, BudgetPeriod period) in found)
                {
                    if (ShouldProcess(provider, $"Remove the budget of a {period.ToString().ToLowerInvariant()}"))
                    {
                        budgets.Remove(provider, period);
                    }
                }
            }
            catch (VideoGenException e)
            {
                WriteError(e, pattern);
            }
        }
    }
}
