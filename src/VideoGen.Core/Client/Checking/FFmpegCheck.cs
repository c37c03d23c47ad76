using VideoGen.Providers.Local;

namespace VideoGen.Client;

/// <summary>What Local renders with: FFmpeg, and a program that goes on rendering when the session has ended.</summary>
internal sealed class FFmpegCheck(FFmpegLocator locator, SupervisorHost? supervisor)
{
    private static readonly Finding FFmpeg = new("FFmpeg");
    private static readonly Finding Supervisor = new("Supervisor");

    /// <param name="isNeeded">Rows go to Local; else its lack is nobody's trouble yet.</param>
    public async Task<IReadOnlyList<VideoEnvironmentCheck>> RunAsync(bool isNeeded, CancellationToken cancellationToken) =>
    [
        await FindAsync(isNeeded, cancellationToken).ConfigureAwait(false),
        supervisor is { } host
            ? Supervisor.Passed("Local", $"Run by {host.FileName}.")
            : Lack(Supervisor, isNeeded, "No PowerShell executable was found that could render when this session has ended.", "Start this from an installed pwsh, not from a program that only contains PowerShell."),
    ];

    private async Task<VideoEnvironmentCheck> FindAsync(bool isNeeded, CancellationToken cancellationToken)
    {
        try
        {
            FFmpegTool tool = await locator.FindAsync(cancellationToken).ConfigureAwait(false);
            return tool.HasDrawText
                ? FFmpeg.Passed("Local", $"{tool.Version} ({tool.Path}).")
                : FFmpeg.Warning("Local", $"{tool.Version} ({tool.Path}) cannot write text into pictures.", $"Previews come without their captions; to have them: {FFmpegInstallCommand.For([])}");
        }
        catch (VideoGenException e)
        {
            return Lack(FFmpeg, isNeeded, e.Message, e.Remedy);
        }
    }

    private static VideoEnvironmentCheck Lack(Finding finding, bool isNeeded, string detail, string remedy) =>
        isNeeded ? finding.Failed("Local", detail, remedy) : finding.Warning("Local", $"{detail} Only Local needs it.", remedy);
}
