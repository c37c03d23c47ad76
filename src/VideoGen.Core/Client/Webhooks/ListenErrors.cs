using System.ComponentModel;

namespace VideoGen.Client;

/// <summary>Why the listener cannot listen, by the numbers that the platforms have for it.</summary>
internal static class ListenErrors
{
    // Windows, Winsock, Linux and macOS in turn; 400 is the runtime's own for another listener of this process.
    private static readonly int[] NotAllowed = [5, 10013, 13];
    private static readonly int[] InUse = [32, 183, 10048, 98, 48, 400];
    private static readonly int[] NoSuchAddress = [1214, 10049, 99, 49];

    public static VideoGenException Of(WebhookPrefix prefix, Exception cause)
    {
        int code = cause is Win32Exception { ErrorCode: var system } && system > 0 ? system : (cause as Win32Exception)?.NativeErrorCode ?? 0;
        (string reason, string? remedy) = code switch
        {
            _ when NotAllowed.Contains(code) && OperatingSystem.IsWindows() => (
                "this account may not listen there",
                $"Run as an administrator, once: netsh http add urlacl url={prefix} user=\"$env:USERDOMAIN\\$env:USERNAME\". http://localhost:8080/ needs no such permission."),
            _ when NotAllowed.Contains(code) => ($"this account may not use port {prefix.Port}", "Choose a port from 1024 on with -Prefix, such as http://localhost:8080/."),
            _ when InUse.Contains(code) => ($"port {prefix.Port} is in use", null),
            _ when NoSuchAddress.Contains(code) => (
                $"{prefix.Host} is no address of this machine",
                $"Listen at localhost and let a tunnel lead to it, or at any name: -Prefix http://*:{prefix.Port}{prefix.Path}."),
            _ => (cause.Message.TrimEnd('.'), null),
        };
        var error = new VideoGenException(VideoErrors.CannotListen, $"Cannot listen at {prefix}: {reason}.", cause);
        return remedy is null ? error : error.WithRemedy(remedy);
    }
}
