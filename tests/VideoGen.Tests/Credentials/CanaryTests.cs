using System.Text.Json;
using VideoGen.Client;
using VideoGen.Credentials;
using VideoGen.Http;

namespace VideoGen.Tests.Credentials;

/// <summary>A secret that is planted in each source and echoed by the service turns up nowhere, in no form.</summary>
public sealed class CanaryTests
{
    private static readonly VaultSecret InVault = new("Safe", "VideoGen.Fake");

    private static readonly string[] Forms = SecretForms.Of(CredentialBench.Secret);

    public static TheoryData<string> FormsOfTheSecret => [.. Forms];

    [Theory]
    [MemberData(nameof(FormsOfTheSecret))]
    public void Secret_InAnyForm_IsMasked(string form) =>
        AssertClean(new Secret(CredentialBench.Secret).RemoveFrom($"before {form} after, and 'x{form}y'"));

    [Theory]
    [InlineData("x")]
    [InlineData("no")]
    public void Secret_StandInForNone_LeavesTextsReadable(string key) =>
        Assert.Equal("no text in x", new Secret(key).RemoveFrom("no text in x"));

    [Fact]
    public async Task Secret_LikeAMemberOfTheAnswer_DoesNotSpoilIt()
    {
        using var bench = new CredentialBench(null, StubNetworkAnswer("""{"id":"data-1","data":"id"}"""));
        bench.Environment["VIDEOGEN_FAKE_KEY"] = "data";
        SubmitResult result = await CredentialBench.SubmitAsync(bench.Client, "Fake");
        Assert.Equal("data-1", result.Job?.Id);
    }

    [Theory]
    [InlineData(CredentialSource.Environment)]
    [InlineData(CredentialSource.KeyFile)]
    [InlineData(CredentialSource.Vault)]
    [InlineData(CredentialSource.Store)]
    [InlineData(CredentialSource.Command)]
    public async Task Canary_EchoedByTheService_TurnsUpNowhere(CredentialSource source)
    {
        string echo = JsonSerializer.Serialize(string.Join(' ', Forms));
        using var bench = new CredentialBench(
            null,
            StubNetworkAnswer("""{"id":"job-1"}"""),
            StubNetworkAnswer($$"""{"id":{{echo}}}"""),
            Http.StubNetwork.Answer(400, $"error: {string.Join(' ', Forms)}"),
            Http.StubNetwork.Answer(500, $"<html>{string.Join(' ', Forms)}</html>"));
        VideoClient client = await PlantAsync(bench, source);

        SubmitResult made = await CredentialBench.SubmitAsync(client, "Fake");
        Assert.Equal($"Bearer {CredentialBench.Secret}", bench.Network.Sent[0].Header("Authorization"));
        JobReading read = await client.ReadAsync(made.Job!, CancellationToken.None);
        SubmitResult refused = await CredentialBench.SubmitAsync(client, "Fake");
        SubmitResult lost = await CredentialBench.SubmitAsync(client, "Fake");

        Assert.Equal(VideoStatus.Failed, read.Job.Status);
        Assert.Equal(VideoErrors.RequestRefused, refused.Error?.Kind);
        Assert.Equal(VideoStatus.Unknown, lost.Job?.Status);
        AssertClean($"{made} {read.Job} {read.Job.Error} {read.Job.Raw} {refused.Error} {refused.Error?.ServiceCode} {lost.Error} {lost.Job}");
        AssertClean(JsonSerializer.Serialize(read.Job) + JsonSerializer.Serialize(client.Credentials.List("*").Select(item => item.Credential)));
        AssertClean($"{CredentialBench.Key(CredentialBench.Secret)} {bench.Lookup.LocateSet(KeyedProvider.Description)} {bench.Store.Find("Fake")}");

        // The store is the one place it may be in.
        foreach (string path in Directory.GetFiles(bench.Home.Path, "*", SearchOption.AllDirectories).Where(path => path != bench.Store.PathOf("Fake") && Path.GetFileName(path) != "key"))
        {
            AssertClean(await File.ReadAllTextAsync(path));
        }
    }

    private static async Task<VideoClient> PlantAsync(CredentialBench bench, CredentialSource source)
    {
        ServiceCredential credential = CredentialBench.Key(CredentialBench.Secret);
        switch (source)
        {
            case CredentialSource.Environment:
                bench.Environment["VIDEOGEN_FAKE_KEY"] = CredentialBench.Secret;
                break;

            case CredentialSource.KeyFile:
                bench.Environment["VIDEOGEN_FAKE_KEY_FILE"] = bench.WriteFile("key", CredentialBench.Secret);
                break;

            case CredentialSource.Vault:
                await bench.Client.Credentials.SetAsync("Fake", InVault, CancellationToken.None);
                bench.Client.Credentials.Supply("Fake", bench.Client.Credentials.Wanted("Fake")!, credential);
                break;

            case CredentialSource.Store:
                await bench.Client.Credentials.SetAsync("Fake", credential, CancellationToken.None);
                break;

            default:
                return bench.Client.With(credential);
        }

        Assert.Equal(source, bench.Client.Credentials.List("Fake")[0].Credential.Source);
        return bench.Client;
    }

    private static Func<HttpRequestMessage, HttpResponseMessage> StubNetworkAnswer(string body) => Http.StubNetwork.Answer(200, body);

    private static void AssertClean(string text)
    {
        string? found = SecretForms.FindIn(text, Forms);
        Assert.True(found is null, $"'{found}' is in: {text}");
    }
}
