using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VideoGen.Http;

namespace VideoGen.Credentials;

/// <summary>Reads an entry of the store. No message of it quotes the file: what is in it may be a key.</summary>
internal sealed class CredentialReader(ISecretProtection? protection)
{
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>.</exception>
    public StoredCredential Read(string provider, string path, byte[] content)
    {
        CredentialEntry entry = Parse(provider, path, content);
        if (entry.Format != CredentialEntry.CurrentFormat || !provider.Equals(entry.Provider, StringComparison.OrdinalIgnoreCase))
        {
            throw CredentialErrors.Damaged(provider, path, entry.Format > CredentialEntry.CurrentFormat ? "a later version of the module wrote it" : "it is not the entry its name says");
        }

        switch (entry)
        {
            case { Form: CredentialForm.Vault, Vault: { } vault, SecretName: { } name } when vault.Length > 0 && name.Length > 0:
                return new StoredCredential(path, null, new VaultSecret(vault, name));

            case { Form: CredentialForm.Key or CredentialForm.IdAndSecret, Secret: { } secret } when (entry.Form == CredentialForm.IdAndSecret) == (entry.Id is not null):
                string key = Unprotect(entry, secret, provider, path);
                return CredentialText.Fault(key) is { } fault
                    ? throw CredentialErrors.Damaged(provider, path, $"its key {fault}")
                    : new StoredCredential(path, new ServiceCredential(entry.Id, new Secret(key)), null);

            default:
                throw CredentialErrors.Damaged(provider, path, "something is missing in it");
        }
    }

    private static CredentialEntry Parse(string provider, string path, byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, CredentialJson.Default.CredentialEntry) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            // Not kept as the cause: its message may quote what stands there.
            throw CredentialErrors.Damaged(provider, path, "it is not the JSON that the module writes");
        }
    }

    private string Unprotect(CredentialEntry entry, string secret, string provider, string path)
    {
        if (entry.Protection != protection?.Name)
        {
            string reason = entry.Protection is null ? "it is not encrypted, as it has to be here" : $"it is encrypted with {DisplayText.OneLine(entry.Protection, 20)}, which there is not here";
            throw CredentialErrors.Damaged(provider, path, reason);
        }

        if (protection is null)
        {
            return secret;
        }

        try
        {
            byte[] plain = protection.Unprotect(Convert.FromBase64String(secret));
            string key = Encoding.UTF8.GetString(plain);
            CryptographicOperations.ZeroMemory(plain);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw CredentialErrors.Damaged(provider, path, "only the user who stored it can decrypt it, on the same machine");
        }
    }
}
