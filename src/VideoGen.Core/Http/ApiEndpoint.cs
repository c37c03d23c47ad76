using VideoGen.Limits;

namespace VideoGen.Http;

/// <summary>One service as the transport sees it.</summary>
public sealed record ApiEndpoint
{
    /// <summary>The provider's name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Paths are below it: <c>https://host/v1</c> and <c>videos</c> give <c>https://host/v1/videos</c>.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Null for a service without keys.</summary>
    public OriginCredential? Credential { get; init; }

    /// <summary>Secrets beside the credential's that no text of ours may show, such as what a token was got for.</summary>
    public IReadOnlyList<Secret> Hidden { get; init; } = [];

    /// <summary>Reads the service's documented error shape. Without it no answer counts as a refusal.</summary>
    public ErrorReader ReadError { get; init; } = (_, _) => null;

    /// <summary>Holds requests of this key back while the documented limits ask for it; null for a service without limits.</summary>
    internal RateGate? Gate { get; init; }

    /// <summary>The address of a path, or of a link out of an answer.</summary>
    /// <param name="path">Relative to <see cref="BaseUri"/>, ids in it escaped (<see cref="ApiPath"/>); or an absolute address.</param>
    public Uri Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        // On Unix a path such as /videos is an absolute file address to Uri.
        if (!path.StartsWith('/') && Uri.TryCreate(path, UriKind.Absolute, out Uri? absolute))
        {
            return absolute;
        }

        return new Uri($"{BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path.TrimStart('/')}");
    }
}
