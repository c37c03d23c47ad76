using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>
/// The client that all commands of a process share. It is made when the first command needs it, and again when
/// <c>VIDEOGEN_HOME</c> has changed since.
/// </summary>
internal static class ModuleClient
{
    private static readonly object Gate = new();
    private static VideoClient? _client;

    public static VideoClient Get(PSCmdlet command)
    {
        // The folder of the running PowerShell, whose executable can host the supervisor of Local.
        string powerShellHome = command.SessionState.PSVariable.GetValue("PSHOME")?.ToString() ?? AppContext.BaseDirectory;
        VideoClientOptions options = VideoClientOptions.FromEnvironment();
        lock (Gate)
        {
            if (_client?.Home != options.Home)
            {
                // The old one may still serve a command in another runspace, so it is left to it.
                _client = new VideoClient(options with { SupervisorHost = SupervisorHosts.Find(powerShellHome, Environment.ProcessPath) });
            }

            return _client;
        }
    }
}
