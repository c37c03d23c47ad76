namespace VideoGen;

/// <summary>What a credential is made of.</summary>
public enum CredentialForm
{
    /// <summary>One key.</summary>
    Key,

    /// <summary>An id, which is not secret, and a secret.</summary>
    IdAndSecret,

    /// <summary>Whatever a vault has; it is not read to list it.</summary>
    Vault,
}
