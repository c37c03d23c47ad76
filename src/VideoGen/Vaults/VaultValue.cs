using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>The forms in which vaults keep a credential: text, a PSCredential, bytes of text, or a table with an id and a secret.</summary>
internal static class VaultValue
{
    private static readonly string[] IdNames = ["Id", "ClientId", "UserName", "User"];

    private static readonly string[] SecretNames = ["Secret", "ClientSecret", "Key", "ApiKey", "Token", "Password"];

    /// <param name="results">What the vault emitted: one value, or bytes one by one.</param>
    /// <exception cref="VideoGenException"><c>VaultUnavailable</c>.</exception>
    public static ServiceCredential Read(IReadOnlyList<object?> results, ProviderDescriptor provider, VaultSecret secret)
    {
        object?[] values = [.. results.Select(Plain)];
        object? value = values.Length == 1 ? values[0] : values.All(item => item is byte) ? values.Cast<byte>().ToArray() : values;
        ServiceCredential? credential = value switch
        {
            PSCredential { UserName: { } id } pair when Text(pair.Password) is { } password => Of(id, password, provider),
            IDictionary table => Of(Member(table, IdNames), Member(table, SecretNames), provider),
            _ => Text(value) is { } text && !string.IsNullOrWhiteSpace(text) ? ServiceCredential.Parse(text, provider.TakesIdAndSecret) : null,
        };
        string? fault = credential is null
            ? $"is {Name(value)} without a key in it: it may be text, a SecureString, a PSCredential, or a table with {Choices.Join(SecretNames)}"
            : CredentialText.Fault(credential.Secret.Reveal());
        return fault is null ? credential! : throw new VideoGenException(VideoErrors.VaultUnavailable, $"The secret {secret} {fault}.")
        {
            Remedy = $"Set it again: Set-VideoCredential {provider.Name} -Vault '{secret.Vault}' -SecretName '{secret.Name}' -Token (Read-Host -AsSecureString).",
        };
    }

    /// <summary>A credential as a vault keeps it.</summary>
    public static object Of(ServiceCredential credential)
    {
        SecureString secret = SecureText.Of(credential.Secret.Reveal());
        return credential.Id is { } id ? new PSCredential(id, secret) : secret;
    }

    private static ServiceCredential? Of(string? id, string? secret, ProviderDescriptor provider) =>
        string.IsNullOrWhiteSpace(secret) ? null : new ServiceCredential(string.IsNullOrWhiteSpace(id) ? null : id.Trim(), new Secret(secret)).For(provider);

    private static string? Member(IDictionary table, string[] names) => names
        .Select(name => table.Keys.OfType<string>().FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        .OfType<string>().Select(key => Text(Plain(table[key]))).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string? Text(object? value) => value switch
    {
        string text => text,
        SecureString secure => SecureText.Read(secure)?.Reveal(),
        byte[] bytes => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'),
        _ => null,
    };

    private static string Name(object? value) => value is null ? "nothing" : $"a {value.GetType().Name}";

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
