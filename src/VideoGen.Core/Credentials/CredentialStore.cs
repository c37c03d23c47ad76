using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using VideoGen.Journal;

namespace VideoGen.Credentials;

/// <summary>
/// The module's own store: a file a provider below the home. On Windows its key is encrypted for the current user; elsewhere
/// the file is its owner's alone, and is refused like an SSH key when it is not.
/// </summary>
/// <param name="home">Full path of the module's home.</param>
/// <param name="protection">Null where permissions protect the file.</param>
internal sealed class CredentialStore(string home, ISecretProtection? protection)
{
    private const string Extension = ".json";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // By file. Reading a file anew is cheap and never stale; decrypting it is neither needed nor cheap while it is the same.
    private readonly ConcurrentDictionary<string, (byte[] Content, StoredCredential Credential)> _read = new();

    public static CredentialStore Open(string home) => new(home, OperatingSystem.IsWindows() ? new WindowsDataProtection() : null);

    public string Folder { get; } = Path.Combine(home, "credentials");

    public string PathOf(string provider) => Path.Combine(Folder, Uri.EscapeDataString(provider.ToLowerInvariant()) + Extension);

    /// <summary>The names of the providers that there are entries of, in small letters.</summary>
    public IReadOnlyList<string> Providers() => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*" + Extension).Where(path => path.EndsWith(Extension, StringComparison.Ordinal)).Select(path => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(path)))]
        : [];

    /// <summary>Whether there is an entry, readable or not.</summary>
    public bool Has(string provider) => File.Exists(PathOf(provider));

    /// <summary>The entry of a provider, or null.</summary>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>, <c>CredentialUnsafe</c>.</exception>
    public StoredCredential? Find(string provider)
    {
        string path = PathOf(provider);
        byte[]? content;
        try
        {
            content = CredentialFile.Read(path, protection is null ? mode => RequirePrivate(path, mode) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CredentialErrors.Damaged(provider, path, e.Message, e);
        }

        if (content is null)
        {
            return null;
        }

        if (_read.TryGetValue(path, out (byte[] Content, StoredCredential Credential) known) && known.Content.AsSpan().SequenceEqual(content))
        {
            return known.Credential;
        }

        StoredCredential credential = new CredentialReader(protection).Read(provider, path, content);
        _read[path] = (content, credential);
        return credential;
    }

    /// <summary>Replaces the entry of a provider.</summary>
    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>, <c>JournalNotWritable</c>, <c>CredentialUnsafe</c>.</exception>
    public async Task WriteAsync(string provider, ServiceCredential credential, CancellationToken cancellationToken)
    {
        CredentialText.Check(credential);
        string text = credential.Secret.Reveal();
        byte[] plain = System.Text.Encoding.UTF8.GetBytes(text);
        try
        {
            await WriteAsync(
                new CredentialEntry
                {
                    Provider = provider,
                    Form = credential.Form,
                    Id = credential.Id,
                    Secret = protection is null ? text : Convert.ToBase64String(protection.Protect(plain)),
                    Protection = protection?.Name,
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Replaces the entry of a provider by where a vault has its key.</summary>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>, <c>CredentialUnsafe</c>.</exception>
    public Task WriteAsync(string provider, VaultSecret secret, CancellationToken cancellationToken) =>
        WriteAsync(new CredentialEntry { Provider = provider, Form = CredentialForm.Vault, Vault = secret.Vault, SecretName = secret.Name }, cancellationToken);

    /// <summary>False when there was no entry.</summary>
    /// <exception cref="VideoGenException"><c>JournalNotWritable</c>.</exception>
    public bool Remove(string provider)
    {
        string path = PathOf(provider);
        try
        {
            bool existed = File.Exists(path);
            if (Directory.Exists(Folder))
            {
                File.Delete(path);

                // What a process that died while it was writing left behind has a key in it too.
                Array.ForEach(Directory.GetFiles(Folder, $"{Path.GetFileName(path)}.*{AtomicFile.TemporaryExtension}"), File.Delete);
            }

            _ = _read.TryRemove(path, out _);
            return existed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CredentialErrors.NotWritable(path, e);
        }
    }

    private async Task WriteAsync(CredentialEntry entry, CancellationToken cancellationToken)
    {
        string path = PathOf(entry.Provider);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(entry, CredentialJson.Default.CredentialEntry);
        try
        {
            ClaimFolder();
            await AtomicFile.WriteAsync(path, content, durable: true, cancellationToken).ConfigureAwait(false);
            if (protection is null && !OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && !IsPrivate(mode))
            {
                // A file system that keeps no permissions, such as a drive of Windows mounted on Linux.
                File.Delete(path);
                throw CredentialErrors.NoPermissions(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CredentialErrors.NotWritable(path, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>A folder that somebody made beforehand may let others in.</summary>
    private void ClaimFolder()
    {
        HomeFolder.Create(Folder);
        if (!OperatingSystem.IsWindows() && !IsPrivate(File.GetUnixFileMode(Folder)))
        {
            File.SetUnixFileMode(Folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void RequirePrivate(string path, UnixFileMode mode)
    {
        if (!IsPrivate(mode))
        {
            throw CredentialErrors.Unsafe(path);
        }
    }

    private static bool IsPrivate(UnixFileMode mode) => (mode & ~(OwnerOnly | UnixFileMode.UserExecute)) == 0;
}
