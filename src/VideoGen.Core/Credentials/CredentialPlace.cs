namespace VideoGen.Credentials;

/// <summary>Where a provider's credential is, and the credential itself unless a vault has it that was not read.</summary>
/// <param name="Detail">The variable, the file, or the secret and its vault.</param>
internal sealed record CredentialPlace(CredentialSource Source, string Detail, ServiceCredential? Credential, VaultSecret? Vault = null);
