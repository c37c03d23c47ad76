using VideoGen.Http;

namespace VideoGen.Tracing;

/// <summary>The secrets that are known while something is recorded or exported; each has a token that stands in its place.</summary>
internal sealed class TraceSecrets
{
    // Six digits tell a handful of secrets apart and say nothing of any of them to whoever reads the file.
    private const int Digits = 6;

    private const int ShortestLearnt = 8;

    private readonly object _lock = new();
    private readonly Dictionary<string, (Secret Secret, string Token)> _known = new(StringComparer.Ordinal);
    private (Secret Secret, string Token)[] _ordered = [];

    /// <summary>The longest first, so that one that is part of another leaves nothing of it behind.</summary>
    public IReadOnlyList<Secret> All => [.. _ordered.Select(known => known.Secret)];

    /// <summary>Learns a secret. Returns what stands for it: the same in every trace of every process.</summary>
    public string Add(Secret secret)
    {
        lock (_lock)
        {
            string print = secret.Fingerprint;
            string token = $"‹secret:{print[..Digits].ToLowerInvariant()}›";
            if (_known.TryAdd(print, (secret, token)))
            {
                _ordered = [.. _known.Values.OrderByDescending(known => known.Secret.Reveal().Length)];
            }

            return token;
        }
    }

    /// <summary>A text found where a secret is expected. A short one may be a word like any other, and is not looked for elsewhere.</summary>
    public string Add(string text) => text.Trim().Length switch
    {
        0 => text,
        < ShortestLearnt => "‹secret›",
        _ => Add(new Secret(text)),
    };

    public string RemoveFrom(string text)
    {
        foreach ((Secret secret, string token) in _ordered)
        {
            text = secret.RemoveFrom(text, token);
        }

        return text;
    }
}
