using System.Text.Json;
using System.Text.Json.Serialization;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A registration as a file: <c>providers/NAME.json</c> below the home, the name in lower case, readable by its owner alone.</summary>
internal static class RegistrationFile
{
    public const string Extension = ".json";

    private const int CurrentFormat = 1;

    /// <summary>Far more than a registration has.</summary>
    private const int LongestFile = 64 * 1024;

    public static string PathOf(string folder, string name) => Path.Combine(folder, FileNameOf(name));

    public static byte[] Serialize(ProviderRegistration registration) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredRegistration(CurrentFormat, registration.Name, registration.Kind, registration.Uri)
        {
            Model = registration.Model,
            Settings = registration.Settings.Count == 0 ? null : registration.Settings.ToDictionary(),
        },
        RegistrationJson.Default.StoredRegistration);

    /// <summary>The line of the catalogue that a file makes; null when it is gone.</summary>
    /// <exception cref="VideoGenException"><c>DamagedEntry</c>.</exception>
    public static ProviderEntry? Read(string path, RegistrationRules rules)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length > LongestFile)
            {
                throw Damaged(path, "it is too long for one.");
            }

            byte[] content = new byte[file.Length];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            StoredRegistration? stored = JsonSerializer.Deserialize(content.AsSpan(0, length), RegistrationJson.Default.StoredRegistration);
            return stored switch
            {
                { Format: > CurrentFormat } => throw Damaged(path, "a later version of the module wrote it."),
                { Format: CurrentFormat, Name: { } name, Kind: { } kind, Uri: { } uri } when Path.GetFileName(path) == FileNameOf(name) =>
                    rules.ToEntry(new ProviderRegistration(name, kind, uri) { Model = stored.Model, Settings = stored.Settings ?? [] }),
                _ => throw Damaged(path, "it is not the registration its name says."),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException || (e is VideoGenException { Kind: var error } && error != VideoErrors.DamagedEntry))
        {
            throw Damaged(path, e.Message, e);
        }
    }

    private static string FileNameOf(string name) => name.ToLowerInvariant() + Extension;

    private static VideoGenException Damaged(string path, string reason, Exception? cause = null) =>
        new(VideoErrors.DamagedEntry, $"The registration {path} cannot be used: {DisplayText.OneLine(reason, 300)}", cause)
        {
            Remedy = "Register the provider again with Register-VideoProvider -Force, or remove it with Unregister-VideoProvider.",
        };
}

/// <summary>What is in the file. Everything may be missing: it may have been written by anyone.</summary>
internal sealed record StoredRegistration(int Format, string? Name, string? Kind, string? Uri)
{
    public string? Model { get; init; }

    public Dictionary<string, string>? Settings { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(StoredRegistration))]
internal sealed partial class RegistrationJson : JsonSerializerContext;
