using System.Runtime.Versioning;
using System.Security.Cryptography;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Tests.Local;

namespace VideoGen.Tests.Credentials;

public sealed class CredentialStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryHome _home = new();
    private readonly CredentialStore _store;

    public CredentialStoreTests() => _store = new CredentialStore(_home.Path, protection: null);

    [Fact]
    public async Task Store_Written_IsReadByAnotherProcess()
    {
        await _store.WriteAsync("Akool", new ServiceCredential("client", new Secret("s3cret")), CancellationToken.None);
        await _store.WriteAsync("farm b/2", CredentialBench.Key("k3y"), CancellationToken.None);
        await _store.WriteAsync("Dafty", new VaultSecret("Safe", "VideoGen.Dafty"), CancellationToken.None);

        var other = new CredentialStore(_home.Path, protection: null);
        ServiceCredential pair = other.Find("AKOOL")!.Credential!;
        Assert.Equal(("client", "s3cret"), (pair.Id, pair.Secret.Reveal()));
        Assert.Equal("k3y", other.Find("Farm B/2")!.Credential!.Secret.Reveal());
        Assert.Equal(new VaultSecret("Safe", "VideoGen.Dafty"), other.Find("dafty")!.Vault);
        Assert.Null(other.Find("Artnex"));
        Assert.Equal(["akool", "dafty", "farm b/2"], other.Providers().Order(StringComparer.Ordinal));
        Assert.True(other.Remove("Akool"));
        Assert.False(other.Remove("Akool"));
        Assert.Null(_store.Find("Akool"));
    }

    [UnsupportedOSPlatform("windows")]
    [UnixFact]
    public async Task Store_Written_IsItsOwnersAlone()
    {
        _ = Directory.CreateDirectory(_store.Folder, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherWrite);
        await _store.WriteAsync("Akool", CredentialBench.Key("s3cret"), CancellationToken.None);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_store.PathOf("Akool")));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_store.Folder));
        Assert.Equal([_store.PathOf("Akool")], Directory.GetFiles(_store.Folder));
    }

    [UnsupportedOSPlatform("windows")]
    [UnixTheory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Store_FileThatOthersCanReadOrChange_IsRefusedEachTime(UnixFileMode more)
    {
        await _store.WriteAsync("Akool", CredentialBench.Key("s3cret"), CancellationToken.None);
        Assert.NotNull(_store.Find("Akool"));
        File.SetUnixFileMode(_store.PathOf("Akool"), OwnerOnly | more);

        VideoGenException error = Assert.Throws<VideoGenException>(() => _store.Find("Akool"));
        Assert.Equal(VideoErrors.CredentialUnsafe, error.Kind);
        Assert.Contains($"chmod 600 '{_store.PathOf("Akool")}'", error.Remedy, StringComparison.Ordinal);

        File.SetUnixFileMode(_store.PathOf("Akool"), OwnerOnly);
        Assert.NotNull(_store.Find("Akool"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("sk-Canary", "not the JSON")]
    [InlineData("""{"format":1,"provider":"Akool","form":"Key","secret":["sk-Canary"]}""", "not the JSON")]
    [InlineData("""{"format":2,"provider":"Akool","form":"Key","secret":"sk-Canary"}""", "later version")]
    [InlineData("""{"format":1,"provider":"Dafty","form":"Key","secret":"sk-Canary"}""", "not the entry")]
    [InlineData("""{"format":1,"provider":"Akool","form":"IdAndSecret","secret":"sk-Canary"}""", "missing")]
    [InlineData("""{"format":1,"provider":"Akool","form":"Vault","vault":"Safe"}""", "missing")]
    [InlineData("""{"format":1,"provider":"Akool","form":"Key","secret":" "}""", "is empty")]
    [InlineData("""{"format":1,"provider":"Akool","form":"Key","secret":"sk-Canary","protection":"DPAPI"}""", "DPAPI")]
    public void Store_DamagedFile_IsNamedAndNotQuoted(string content, string words)
    {
        _ = Directory.CreateDirectory(_store.Folder);
        string path = _store.PathOf("Akool");
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }

        VideoGenException error = Assert.Throws<VideoGenException>(() => _store.Find("Akool"));

        Assert.Equal(VideoErrors.CredentialUnreadable, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
        Assert.True(_store.Remove("Akool"));
    }

    [Fact]
    public async Task Store_WithProtection_KeepsNoPlainKey()
    {
        var store = new CredentialStore(_home.Path, new Reversing());
        await store.WriteAsync("Akool", CredentialBench.Key("s3cret"), CancellationToken.None);
        string path = store.PathOf("Akool");

        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal("s3cret", store.Find("Akool")!.Credential!.Secret.Reveal());
        Assert.Equal("s3cret", new CredentialStore(_home.Path, new Reversing()).Find("Akool")!.Credential!.Secret.Reveal());

        // Another user, or another platform.
        VideoGenException error = Assert.Throws<VideoGenException>(() => new CredentialStore(_home.Path, new Reversing { IsOther = true }).Find("Akool"));
        Assert.Contains("only the user who stored it", error.Message, StringComparison.Ordinal);
        Assert.Equal(VideoErrors.CredentialUnreadable, Assert.Throws<VideoGenException>(() => _store.Find("Akool")).Kind);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("k\u00e9y-0123")]
    [InlineData("tab\tbed")]
    public async Task Store_KeyThatNoHeaderCanCarry_IsNotWritten(string key)
    {
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _store.WriteAsync("Akool", CredentialBench.Key(key), CancellationToken.None));

        Assert.Equal(VideoErrors.InvalidParameterValue, error.Kind);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_store.Folder));
    }

    [Fact]
    public async Task Store_FolderThatCannotBe_IsAnErrorWithItsPath()
    {
        await File.WriteAllTextAsync(_store.Folder, "in the way");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _store.WriteAsync("Akool", CredentialBench.Key("s3cret"), CancellationToken.None));

        Assert.Equal(VideoErrors.JournalNotWritable, error.Kind);
        Assert.Contains(_store.Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_Removed_TakesWhatADeadWriterLeftWithIt()
    {
        await _store.WriteAsync("Akool", CredentialBench.Key("s3cret"), CancellationToken.None);
        await File.WriteAllTextAsync(_store.PathOf("Akool") + ".abc.tmp", "s3cret");

        Assert.True(_store.Remove("Akool"));
        Assert.Empty(Directory.GetFiles(_store.Folder));
    }

    [Fact]
    public async Task Store_WrittenAndReadByMany_IsAlwaysWhole()
    {
        await _store.WriteAsync("Akool", CredentialBench.Key("key-0"), CancellationToken.None);
        using var done = new CancellationTokenSource();
        Task reading = Task.Run(() =>
        {
            var reader = new CredentialStore(_home.Path, protection: null);
            while (!done.IsCancellationRequested)
            {
                Assert.StartsWith("key-", reader.Find("Akool")!.Credential!.Secret.Reveal(), StringComparison.Ordinal);
            }
        });
        await Parallel.ForEachAsync(Enumerable.Range(1, 60), async (i, cancellationToken) =>
            await new CredentialStore(_home.Path, protection: null).WriteAsync("Akool", CredentialBench.Key($"key-{i}"), cancellationToken));
        await done.CancelAsync();
        await reading;
    }

    public void Dispose() => _home.Dispose();

    /// <summary>Stands in for DPAPI.</summary>
    private sealed class Reversing : ISecretProtection
    {
        public bool IsOther { get; init; }

        public string Name => "Reversing";

        public byte[] Protect(byte[] secret) => [.. secret.Reverse()];

        public byte[] Unprotect(byte[] data) => IsOther ? throw new CryptographicException("The parameter is incorrect.") : [.. data.Reverse()];
    }
}
