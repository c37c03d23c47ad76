namespace VideoGen.Credentials;

/// <summary>Where a key is that a vault of SecretManagement keeps.</summary>
/// <param name="Vault">The name the vault is registered by.</param>
/// <param name="Name">The name of the secret in it.</param>
public sealed record VaultSecret(string Vault, string Name)
{
    /// <summary>The name of a provider's secret where the user gives none.</summary>
    public static string DefaultName(string provider) => $"VideoGen.{provider}";

    public override string ToString() => $"{DisplayText.OneLine(Name, 80)} in {DisplayText.OneLine(Vault, 80)}";
}
