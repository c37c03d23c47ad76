using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Limits;

namespace VideoGen.Providers;

/// <summary>
/// The way to one service: where it is, who asks, and the pipeline that leads there. Everything is looked up when it is used,
/// so that making a provider touches nothing and a key that was set meanwhile is seen.
/// </summary>
public sealed class ServiceConnection
{
    private readonly HttpPipeline _http;
    private readonly Func<Uri> _endpoint;
    private readonly Func<ServiceCredential?> _credential;
    private readonly Func<string, string?> _setting;

    /// <param name="descriptor">Of the service, under the name it is used by.</param>
    /// <param name="http">Shared by all services.</param>
    /// <param name="time">The clock of the client.</param>
    /// <param name="endpoint">Where the API is; throws <c>InvalidEndpoint</c>.</param>
    /// <param name="credential">Looks the credential up; null where none is set.</param>
    /// <param name="setting">Looks up one of <see cref="ProviderDescriptor.Settings"/>; null where it is not set.</param>
    public ServiceConnection(
        ProviderDescriptor descriptor,
        HttpPipeline http,
        TimeProvider time,
        Func<Uri> endpoint,
        Func<ServiceCredential?> credential,
        Func<string, string?> setting)
    {
        Descriptor = descriptor;
        Time = time;
        (_http, _endpoint, _credential, _setting) = (http, endpoint, credential, setting);
    }

    /// <summary>The gates of the client's home; null where limits are not kept.</summary>
    internal RateGates? Gates { get; init; }

    public ProviderDescriptor Descriptor { get; }

    public TimeProvider Time { get; }

    /// <summary>The base of the API.</summary>
    /// <exception cref="VideoGenException"><c>InvalidEndpoint</c>, <c>InsecureEndpoint</c>.</exception>
    public Uri Endpoint => _endpoint();

    /// <summary>The credential; null where none is set and none is needed.</summary>
    /// <exception cref="VideoGenException"><c>CredentialMissing</c>, naming the ways to set it.</exception>
    public ServiceCredential? Credential => _credential() ?? (Descriptor.Credential == CredentialNeed.Required ? throw CredentialErrors.Missing(Descriptor) : null);

    /// <summary>A setting of <see cref="ProviderDescriptor.Settings"/> as the user made it; null for the service's own.</summary>
    public string? Setting(string name) => _setting(name);

    /// <summary>Calls below <see cref="Endpoint"/> with the key as a bearer token (RFC 6750).</summary>
    public ApiTransport OpenWithBearer(ErrorReader readError) =>
        Open(readError, Credential is { } credential ? OriginCredential.Bearer(Endpoint, credential.Secret) : null);

    /// <summary>Calls below <see cref="Endpoint"/> with the bare key in a header.</summary>
    public ApiTransport OpenWithHeader(ErrorReader readError, string header) =>
        Open(readError, Credential is { } credential ? new OriginCredential(Endpoint, header, null, credential.Secret) : null);

    /// <summary>Calls below <see cref="Endpoint"/>, or of absolute addresses, with this credential at its origin; null for none, such as for an upload to storage.</summary>
    /// <param name="hidden">See <see cref="ApiEndpoint.Hidden"/>.</param>
    public ApiTransport Open(ErrorReader readError, OriginCredential? credential, params Secret[] hidden) => new(_http, new ApiEndpoint
    {
        Name = Descriptor.Name,
        BaseUri = Endpoint,
        Credential = credential,
        Hidden = hidden,
        ReadError = readError,
        Gate = Gates?.Find(Descriptor, Endpoint, credential?.Secret),
    });
}
