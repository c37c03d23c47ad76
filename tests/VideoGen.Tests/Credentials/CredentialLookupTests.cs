using System.Runtime.Versioning;
using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Tests.Credentials;

public sealed class CredentialLookupTests : IDisposable
{
    private static readonly VaultSecret InVault = new("Safe", "VideoGen.Fake");

    private readonly CredentialBench _bench = new();

    [Fact]
    public async Task Lookup_EverySource_ComesInItsOrder()
    {
        Assert.Null(Find());

        await _bench.Store.WriteAsync("Fake", CredentialBench.Key("from-store"), CancellationToken.None);
        Assert.Equal((CredentialSource.Store, "from-store"), Find());

        await _bench.Store.WriteAsync("Fake", InVault, CancellationToken.None);
        _bench.Lookup.Vaults.Keep("Fake", InVault, CredentialBench.Key("from-vault"));
        Assert.Equal((CredentialSource.Vault, "from-vault"), Find());

        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = _bench.WriteFile("key", "from-file");
        Assert.Equal((CredentialSource.KeyFile, "from-file"), Find());

        _bench.Environment["VIDEOGEN_FAKE_KEY"] = "from-variable";
        Assert.Equal((CredentialSource.Environment, "from-variable"), Find());

        CredentialLookup given = _bench.Lookup.With(new CommandCredential(CredentialBench.Key("from-command")));
        Assert.Equal((CredentialSource.Command, "from-command"), Find(given));
    }

    [Fact]
    public async Task Lookup_Changed_IsSeenAtOnce()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY"] = "first";
        Assert.Equal("first", Find()?.Key);
        _bench.Environment["VIDEOGEN_FAKE_KEY"] = " ";
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = _bench.WriteFile("key", "aaaa");
        Assert.Equal("aaaa", Find()?.Key);

        // Of the same length, within the same tick of the file system's clock.
        _ = _bench.WriteFile("key", "bbbb");
        Assert.Equal("bbbb", Find()?.Key);

        _ = _bench.Environment.Remove("VIDEOGEN_FAKE_KEY_FILE");
        await _bench.Store.WriteAsync("Fake", CredentialBench.Key("cccc"), CancellationToken.None);
        Assert.Equal("cccc", Find()?.Key);
        await _bench.Store.WriteAsync("Fake", CredentialBench.Key("dddd"), CancellationToken.None);
        Assert.Equal("dddd", Find()?.Key);
        Assert.True(_bench.Store.Remove("FAKE"));
        Assert.Null(Find());
    }

    [Theory]
    [InlineData("VIDEOGEN_FAKE_KEY", "two\nlines", "several lines")]
    [InlineData("VIDEOGEN_FAKE_KEY", "k\u00e9y-0123", "no header can carry")]
    [InlineData("VIDEOGEN_FAKE_KEY_FILE", "relative/path", "full path")]
    [InlineData("VIDEOGEN_FAKE_KEY_FILE", "/no/such/file", "no such file")]
    public void Lookup_UnusableVariable_IsNamedWithoutItsKey(string variable, string value, string words)
    {
        _bench.Environment[variable] = value;

        VideoGenException error = Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description));

        Assert.Equal(VideoErrors.CredentialUnreadable, error.Kind);
        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lines\"", error.Message, StringComparison.Ordinal);
        Assert.False(_bench.Lookup.IsSet(KeyedProvider.Description));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("one\ntwo", "several lines")]
    public void Lookup_UnusableKeyFile_IsNamedWithItsVariable(string content, string words)
    {
        string path = _bench.WriteFile("key", content);
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = path;

        VideoGenException error = Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description));

        Assert.Equal(VideoErrors.CredentialUnreadable, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("VIDEOGEN_FAKE_KEY_FILE", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lookup_KeyFileThatIsNoKey_IsRefused()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = _bench.WriteFile("key", new string('x', CredentialFile.MostBytes + 1));
        Assert.Contains("too long", Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description)).Message, StringComparison.Ordinal);

        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = _bench.Home.Path;
        Assert.Contains("folder", Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description)).Message, StringComparison.Ordinal);
    }

    [UnsupportedOSPlatform("windows")]
    [UnixFact]
    public void Lookup_KeyFileThatWouldBlock_IsRefused()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = "/dev/zero";
        Assert.Contains("no ordinary file", Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description)).Message, StringComparison.Ordinal);
    }

    [UnsupportedOSPlatform("windows")]
    [UnixFact]
    public void Lookup_KeyFileOfAContainer_IsReadThroughItsLinksWhoeverMayReadIt()
    {
        string path = _bench.WriteFile("data", "from-container\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b100_100_100);
        _ = File.CreateSymbolicLink(_bench.Home.At("current"), path);
        _ = File.CreateSymbolicLink(_bench.Home.At("key"), _bench.Home.At("current"));
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = _bench.Home.At("key");

        Assert.Equal("from-container", Find()?.Key);
    }

    [Fact]
    public void Lookup_KeyFileOfWindowsPowerShell_IsReadInItsEncoding()
    {
        string path = _bench.Home.At("key");
        File.WriteAllText(path, "from-windows\r\n", System.Text.Encoding.Unicode);
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = path;

        Assert.Equal("from-windows", Find()?.Key);
    }

    [Theory]
    [InlineData("id:s:ecret", "id", "s:ecret")]
    [InlineData("key", null, "key")]
    public void Lookup_IdAndSecret_AreTakenApartWhereTheServiceHasBoth(string text, string? id, string secret)
    {
        _bench.Environment["VIDEOGEN_PAIR_KEY"] = text;
        _bench.Environment["VIDEOGEN_FAKE_KEY"] = text;

        ServiceCredential pair = _bench.Lookup.Find(KeyedProvider.Pair)!;
        Assert.Equal((id, secret), (pair.Id, pair.Secret.Reveal()));
        Assert.Equal(text, Find()?.Key);

        pair = _bench.Lookup.With(new CommandCredential(CredentialBench.Key(text))).Find(KeyedProvider.Pair)!;
        Assert.Equal((id, secret), (pair.Id, pair.Secret.Reveal()));
    }

    [Fact]
    public async Task Lookup_VaultThatNobodyRead_SaysThat()
    {
        await _bench.Store.WriteAsync("Fake", InVault, CancellationToken.None);
        Assert.True(_bench.Lookup.IsSet(KeyedProvider.Description));
        VideoGenException error = Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description));
        Assert.Equal(VideoErrors.VaultUnavailable, error.Kind);
        Assert.Contains("VideoGen.Fake in Safe", error.Message, StringComparison.Ordinal);

        var locked = new VideoGenException(VideoErrors.VaultUnavailable, "It is locked.");
        _bench.Lookup.Vaults.Keep("fake", InVault, locked);
        Assert.Same(locked, Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description)));

        // Another process points the provider elsewhere: what was read does not count any more.
        _bench.Lookup.Vaults.Keep("Fake", InVault, CredentialBench.Key("old"));
        await _bench.Store.WriteAsync("Fake", InVault with { Name = "other" }, CancellationToken.None);
        Assert.Equal(VideoErrors.VaultUnavailable, Assert.Throws<VideoGenException>(() => _bench.Lookup.Find(KeyedProvider.Description)).Kind);
    }

    [Fact]
    public async Task Choice_NoProviderNamed_IsTheOnlyOneWithACredential()
    {
        SubmissionRun run = await _bench.Client.OpenSubmissionAsync(new SubmitOptions(), CancellationToken.None);
        Assert.Equal("Local", run.ChooseProvider(null).Name);

        await _bench.Client.Credentials.SetAsync("pair", CredentialBench.Key("from-store"), CancellationToken.None);
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = "/no/such/file";
        Assert.Equal("Local", run.ChooseProvider(null).Name);
        run = await _bench.Client.OpenSubmissionAsync(new SubmitOptions(), CancellationToken.None);
        Assert.Equal("Pair", run.ChooseProvider(null).Name);

        _bench.Environment["VIDEOGEN_FARM_KEY"] = "key";
        run = await _bench.Client.OpenSubmissionAsync(new SubmitOptions(), CancellationToken.None);
        Assert.Equal(VideoErrors.ProviderNotChosen, Assert.Throws<VideoGenException>(() => run.ChooseProvider(null)).Kind);
    }

    public void Dispose() => _bench.Dispose();

    private (CredentialSource Source, string Key)? Find(CredentialLookup? lookup = null) =>
        (lookup ?? _bench.Lookup).Locate(KeyedProvider.Description) is { } place ? (place.Source, place.Credential!.Secret.Reveal()) : null;
}
