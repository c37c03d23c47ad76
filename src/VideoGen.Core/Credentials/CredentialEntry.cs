using System.Text.Json.Serialization;

namespace VideoGen.Credentials;

/// <summary>One provider's credential as a file of the store. No record: a record would print its members.</summary>
internal sealed class CredentialEntry
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>Which of the members below there are.</summary>
    public required CredentialForm Form { get; init; }

    /// <summary>The public half, with <see cref="CredentialForm.IdAndSecret"/>.</summary>
    public string? Id { get; init; }

    /// <summary>The key as it is, or in Base64 what <see cref="Protection"/> made of it.</summary>
    public string? Secret { get; init; }

    /// <summary>The <see cref="ISecretProtection.Name"/>; null where the file's permissions are what protects it.</summary>
    public string? Protection { get; init; }

    /// <summary>The vault, with <see cref="CredentialForm.Vault"/>.</summary>
    public string? Vault { get; init; }

    /// <summary>The secret's name in <see cref="Vault"/>.</summary>
    public string? SecretName { get; init; }
}

/// <summary>The JSON of the store.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(CredentialEntry))]
internal sealed partial class CredentialJson : JsonSerializerContext;
