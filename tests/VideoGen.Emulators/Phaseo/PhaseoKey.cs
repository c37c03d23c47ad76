namespace VideoGen.Emulators.Phaseo;

/// <summary>A bearer token the emulator accepts.</summary>
/// <param name="Token">Such as <c>aistats_v1_sk_kid_secret</c>; an OAuth token has three parts between dots.</param>
/// <param name="Account">Whose it is.</param>
public sealed record PhaseoKey(string Token, PhaseoAccount Account)
{
    /// <summary>Whether it may manage: credits and webhook endpoints in the August contract.</summary>
    public bool Management { get; init; }

    /// <summary>Why each create is refused with 429, such as <c>daily_request_limit_reached</c>; null where no cap is reached.</summary>
    public string? LimitReason { get; init; }

    /// <summary>The part of the token that names the key, between the prefix and the secret; null in other tokens.</summary>
    internal string? Kid => Token.Split('_', 5) is [_, "v1", "sk", string kid, _] ? kid : null;
}
