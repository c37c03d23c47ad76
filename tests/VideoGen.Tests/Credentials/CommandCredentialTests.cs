using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Http;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Credentials;

public sealed class CommandCredentialTests : IDisposable
{
    private readonly CredentialBench _bench = new();

    [Fact]
    public async Task With_RequestsOfTheCommand_GoWithItsCredentialAndOthersDoNot()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY"] = "key-of-the-environment";
        VideoClient command = _bench.Client.With(CredentialBench.Key("key-of-the-command"));

        Assert.Null((await CredentialBench.SubmitAsync(command, "Fake")).Error);
        Assert.Null((await CredentialBench.SubmitAsync(_bench.Client, "Fake")).Error);

        Assert.Equal(["Bearer key-of-the-command", "Bearer key-of-the-environment"], _bench.Network.Sent.Select(sent => sent.Header("Authorization")));
    }

    [Fact]
    public async Task With_SecondProvider_IsAConflictAndNothingIsSent()
    {
        _bench.Environment["VIDEOGEN_FARM_KEY"] = "key-of-the-farm";
        VideoClient command = _bench.Client.With(CredentialBench.Key("key-of-the-command"));
        command.Credentials.Claim("Local");
        command.Credentials.Claim("fake");
        command.Credentials.Claim("Fake");

        VideoGenException error = Assert.Throws<VideoGenException>(() => command.Credentials.Claim("Farm"));
        Assert.Equal(VideoErrors.ConflictingValues, error.Kind);
        Assert.Contains("of Fake; it is not sent to Farm", error.Message, StringComparison.Ordinal);
        Assert.Equal(VideoErrors.ConflictingValues, (await CredentialBench.SubmitAsync(command, "Farm")).Error?.Kind);
        Assert.Empty(_bench.Network.Sent);
        Assert.Null((await CredentialBench.SubmitAsync(command, "Fake")).Error);

        // Another command is not bound by it.
        _bench.Client.With(CredentialBench.Key("key-of-the-command")).Credentials.Claim("Farm");
    }

    [Fact]
    public async Task With_Disposed_LeavesTheClientAlive()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY"] = "key-of-the-environment";
        _bench.Client.With(CredentialBench.Key("key-of-the-command")).Dispose();

        Assert.Null((await CredentialBench.SubmitAsync(_bench.Client, "Fake")).Error);
    }

    [Fact]
    public void With_NothingElseSet_DoesNotChangeTheChoiceOfAProvider()
    {
        VideoClient command = _bench.Client.With(CredentialBench.Key("key-of-the-command"));

        Assert.All(command.Credentials.List("*"), item => Assert.False(item.Credential.IsSet));
        command.Credentials.Claim("Pair");
    }

    [Theory]
    [InlineData("Fake", null, "s3cret")]
    [InlineData("Pair", "user", "s3cret")]
    public void Credential_ForAService_HasAnIdWhereTheServiceHas(string provider, string? id, string secret)
    {
        var credential = new ServiceCredential("user", new Secret("s3cret"));
        ServiceCredential taken = credential.For(provider == "Pair" ? KeyedProvider.Pair : KeyedProvider.Description);
        Assert.Equal((id, secret), (taken.Id, taken.Secret.Reveal()));
    }

    [Fact]
    public async Task Submission_UnusableCredential_SendsNothingAndStopsTheRest()
    {
        _bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = "/no/such/file";
        SubmissionRun run = await _bench.Client.OpenSubmissionAsync(new SubmitOptions { ThrottleLimit = 1, Batch = "b" }, CancellationToken.None);
        var results = new List<SubmitResult>();
        foreach (string prompt in new[] { "one", "two" })
        {
            var row = new VideoRequest { Provider = "Fake", Prompt = prompt };
            await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), results.Add, CancellationToken.None);
        }

        Assert.Equal(["CredentialUnreadable", "NotSubmitted"], results.Select(result => result.Error?.ErrorId));
        Assert.Empty(_bench.Network.Sent);
        Assert.Empty((await _bench.Client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
    }

    public void Dispose() => _bench.Dispose();
}
