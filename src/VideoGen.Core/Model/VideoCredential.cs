namespace VideoGen;

/// <summary>What is known of a provider's credential. Its secret is not in it.</summary>
public sealed record VideoCredential
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    public required bool IsSet { get; init; }

    public CredentialSource Source { get; init; }

    /// <summary>The name of the variable, the path of the file, or the secret and its vault; null where none is set.</summary>
    public string? Detail { get; init; }

    /// <summary>The public half, where there is one.</summary>
    public string? Id { get; init; }

    /// <summary>Null where none is set.</summary>
    public CredentialForm? Form { get; init; }

    public override string ToString() => IsSet ? $"{Provider}: {Source}" : $"{Provider}: none";
}
