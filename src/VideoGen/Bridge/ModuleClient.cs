using System.Runtime.InteropServices;
using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>
/// The client that all commands of a process share. It is made when the first command needs it, and again when
/// the environment that it was made with has changed since.
/// </summary>
internal static class ModuleClient
{
    private static readonly object Gate = new();
    private static VideoClient? _client;
    private static (string Home, string? FFmpeg, string? Path) _madeWith;

    public static VideoClient Get(PSCmdlet command)
    {
        // The folder of the running PowerShell, whose executable can host the supervisor of Local.
        string powerShellHome = command.SessionState.PSVariable.GetValue("PSHOME")?.ToString() ?? AppContext.BaseDirectory;
        VideoClientOptions options = VideoClientOptions.FromEnvironment();
        lock (Gate)
        {
            var environment = (options.Home, options.ReadEnvironment("VIDEOGEN_FFMPEG"), options.ReadEnvironment("PATH"));
            if (_client is null || _madeWith != environment)
            {
                _madeWith = environment;
                // The old one may still serve a command in another runspace, so it is left to it.
                _client = new VideoClient(options with { SupervisorHost = SupervisorHosts.Find(powerShellHome, Environment.ProcessPath, RuntimeEnvironment.GetRuntimeDirectory()) });
            }

            return _client;
        }
    }
}
