using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Adds or replaces the sound of finished clips. Each becomes a job of its own; the same call again emits the job it made.</summary>
[Cmdlet(VerbsCommon.Add, "VideoAudio", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VideoJob))]
public sealed class AddVideoAudioCommand : JobCommand
{
    /// <summary>Whether the service makes the sound, or takes that of -AudioUri.</summary>
    [Parameter]
    [ValidateSet(nameof(AudioMode.Generate), nameof(AudioMode.Custom))]
    public AudioMode Audio { get; set; } = AudioMode.Generate;

    /// <summary>The address of the sound; implies -Audio Custom.</summary>
    [Parameter]
    public Uri? AudioUri { get; set; }

    /// <summary>Submits again where the job of an earlier call failed or was cancelled.</summary>
    [Parameter]
    public SwitchParameter RetryFailed { get; set; }

    /// <summary>What all clips of the call may cost together: <c>'20 credits'</c>, or a table by provider.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? MaxCost { get; set; }

    /// <summary>With -MaxCost or a budget, submits where nobody knows the price.</summary>
    [Parameter]
    public SwitchParameter AllowUnknownCost { get; set; }

    private SubmitOptions? _options;

    private protected override void Begin()
    {
        base.Begin();
        Confirmation.ThrowIfItCannotBeAsked(this);
        if (AudioUri is { } uri && (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https")))
        {
            throw new VideoGenException(VideoErrors.InvalidParameterValue, $"AudioUri is '{DisplayText.OneLine(uri.OriginalString, 80)}'; it takes the http(s) address of a sound file.");
        }
    }

    private protected override void Handle(JobReference reference)
    {
        if (Find(reference) is not { } source)
        {
            return;
        }

        try
        {
            VideoPrice price = Client.PriceAudio(source);
            if (ShouldProcess(JobTitle.Of(source), $"Add audio ({(AudioUri is null ? Audio : AudioMode.Custom)}, {PriceText.Of(price)})"))
            {
                _ = Credentials.Prepare(source.Provider);

                // One for all clips, which MaxCost holds for together.
                SubmitOptions options = _options ??= new SubmitOptions { RetryFailed = RetryFailed, MaxCost = MaxCostValue.Read(MaxCost), AllowUnknownCost = AllowUnknownCost };
                Start(source, cancellationToken => AddAsync(source, options, cancellationToken));
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, source);
        }
    }

    private async Task AddAsync(VideoJob source, SubmitOptions options, CancellationToken cancellationToken)
    {
        SubmitResult result = await Client.AddAudioAsync(source, Audio, AudioUri, options, cancellationToken).ConfigureAwait(false);
        Pump.Post(() =>
        {
            if (result.Error is { } error)
            {
                WriteError(error, result.Job ?? source);
            }

            if (result.Job is { } job)
            {
                WriteObject(job);
            }
        });
    }
}
