using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>Gets what rows would cost. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "VideoPrice")]
[OutputType(typeof(VideoPrice))]
public sealed class GetVideoPriceCommand : VideoRowCommand
{
    private protected override SubmitOptions CreateOptions() => new() { IsPlan = true };

    private protected override void Handle(CheckedRow row)
    {
        VideoPrice price = Run.Price(row.Validated);
        WriteObject(price);
        WarnOnce(AwaitAnswer(cancellationToken => Run.Budgets.AddAsync(price, cancellationToken)));
    }
}
