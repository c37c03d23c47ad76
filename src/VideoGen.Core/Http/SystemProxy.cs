using System.Net;

namespace VideoGen.Http;

/// <summary>
/// The proxy of the system or of the environment (<c>HTTPS_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>), but never for addresses of this
/// machine: on Unix .NET would hand a request to <c>http://127.0.0.1</c>, its key and prompt readable, to a proxy elsewhere.
/// </summary>
internal sealed class SystemProxy(IWebProxy proxy) : IWebProxy
{
    private static readonly Uri Loopback = new("http://127.0.0.1/");

    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <summary>A proxy that leaves out loopback itself, as that of Windows does, is used as it is: it may know several to fall back on.</summary>
    public static IWebProxy Of(IWebProxy proxy) => proxy.IsBypassed(Loopback) ? proxy : new SystemProxy(proxy);

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
