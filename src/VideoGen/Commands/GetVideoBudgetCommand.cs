using System.Management.Automation;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Gets the budgets that are set, with what was spent in the period and what is left. It asks no service.</summary>
[Cmdlet(VerbsCommon.Get, "VideoBudget")]
[OutputType(typeof(VideoBudget))]
public sealed class GetVideoBudgetCommand : VideoCommand
{
    /// <summary>With wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Provider { get; set; } = ["*"];

    /// <summary>Day or Month; without it, both.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public BudgetPeriod? Per { get; set; }

    private protected override void Process()
    {
        foreach (string pattern in Provider)
        {
            try
            {
                foreach ((string provider, VideoBudget? budget, VideoGenException? trouble) in Await(cancellationToken => ModuleClient.Get(this).Budgets.ListAsync(pattern, Per, cancellationToken)))
                {
                    if (trouble is not null)
                    {
                        WriteError(trouble, provider);
                    }
                    else
                    {
                        WriteObject(budget);
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
