namespace VideoGen.Credentials;

/// <summary>What the store has of a provider: a credential, or where a vault has it.</summary>
/// <param name="Path">The file it is in.</param>
internal sealed record StoredCredential(string Path, ServiceCredential? Credential, VaultSecret? Vault);
