using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Gets the effects that services offer for <c>-Effect</c>.</summary>
[Cmdlet(VerbsCommon.Get, "VideoEffect")]
[OutputType(typeof(VideoEffect))]
public sealed class GetVideoEffectCommand : ServiceQueryCommand
{
    private protected override IReadOnlyList<string> Askable() => Client.ProvidersWithEffects;

    private protected override async Task<IEnumerable<object>> AskAsync(string provider, CancellationToken cancellationToken) =>
        await Client.ListEffectsAsync(provider, cancellationToken).ConfigureAwait(false);
}
