namespace VideoGen;

/// <summary>What a service said when it was asked whether it takes a credential.</summary>
public sealed record VideoCredentialCheck
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>Null where the service has nothing that could be asked without submitting a job.</summary>
    public bool? IsValid { get; init; }

    /// <summary>Where the credential came from.</summary>
    public CredentialSource Source { get; init; }

    /// <summary>What the service said of the account, or why it does not take the credential.</summary>
    public string? Message { get; init; }

    /// <summary>The id of the error that <see cref="Message"/> is of; null where it is none.</summary>
    public string? ErrorId { get; init; }
}
