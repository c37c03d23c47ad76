using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Gets what is left of the accounts at the services.</summary>
[Cmdlet(VerbsCommon.Get, "VideoBalance")]
[OutputType(typeof(VideoBalance))]
public sealed class GetVideoBalanceCommand : ServiceQueryCommand
{
    private protected override IReadOnlyList<string> Askable() => Client.ProvidersWithBalance;

    private protected override async Task<IEnumerable<object>> AskAsync(string provider, CancellationToken cancellationToken) =>
        [await Client.ReadBalanceAsync(provider, cancellationToken).ConfigureAwait(false)];
}
