using VideoGen.Providers;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Credentials;

public sealed class CredentialCheckTests
{
    [Fact]
    public async Task Check_ServiceWithABalance_TellsIt()
    {
        VideoCredentialCheck check = await CheckAsync(context => new BalanceProvider(context));

        Assert.Equal((true, CredentialSource.Environment, "Pro, 12.5 credits", null), (check.IsValid, check.Source, check.Message, check.ErrorId));
    }

    [Fact]
    public async Task Check_ServiceWithLists_ReadsTheFirstJobAndNotWhatAnybodyMayRead() =>
        Assert.True((await CheckAsync(context => new ListingProvider(context))).IsValid);

    [Fact]
    public async Task Check_KeyThatIsRefused_IsNotValidAndSaysWhy()
    {
        VideoCredentialCheck check = await CheckAsync(context => new BalanceProvider(context), StubNetwork.Answer(401, $"error: no such key {CredentialBench.Secret}"));

        Assert.Equal((false, "Unauthorized"), (check.IsValid, check.ErrorId));
        Assert.Contains("no such key ***", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoKey_IsNotValidAndNothingIsAsked()
    {
        using var bench = new CredentialBench(context => new BalanceProvider(context));

        VideoCredentialCheck check = await bench.Client.CheckCredentialAsync("Fake", CancellationToken.None);

        Assert.Equal((false, "CredentialMissing", CredentialSource.None), (check.IsValid, check.ErrorId, check.Source));
        Assert.Empty(bench.Network.Sent);
    }

    [Fact]
    public async Task Check_ServiceThatNeedsNoKey_IsAskedWithoutOne()
    {
        using var bench = new CredentialBench(context => new BalanceProvider(context));

        Assert.True((await bench.Client.CheckCredentialAsync("Farm", CancellationToken.None)).IsValid);
        Assert.Null(Assert.Single(bench.Network.Sent).Header("Authorization"));
    }

    [Fact]
    public async Task Check_NothingToAsk_SaysThatOnlyASubmissionShowsIt()
    {
        VideoCredentialCheck check = await CheckAsync(context => new KeyedProvider(context));

        Assert.Equal((null, "NotOffered"), (check.IsValid, check.ErrorId));
        Assert.Contains("only a submission", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OtherTrouble_IsAnErrorAndNoVerdict() =>
        Assert.Equal(VideoErrors.ConnectionFailed, (await Assert.ThrowsAsync<VideoGenException>(() => CheckAsync(
            context => new BalanceProvider(context), StubNetwork.Fail(new HttpRequestException("down"))))).Kind);

    private static async Task<VideoCredentialCheck> CheckAsync(Func<ProviderContext, IVideoProvider> create, params Func<HttpRequestMessage, HttpResponseMessage>[] answers)
    {
        using var bench = new CredentialBench(create, answers);
        bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
        return await bench.Client.CheckCredentialAsync("fake", CancellationToken.None);
    }
}
