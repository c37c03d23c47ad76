using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers;

namespace VideoGen.Tests.Contract;

/// <summary>What holds for every service of the catalogue, shown against its emulator. A new provider is tested by its line there.</summary>
public sealed class ServiceContractTests
{
    public static TheoryData<string> Names { get; } =
        [.. ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor).Where(provider => provider.Endpoint is not null).Select(provider => provider.Name)];

    public static TheoryData<string> WithKey { get; } =
        [.. ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor).Where(provider => provider.Credential == CredentialNeed.Required).Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Clip_LeastRequest_IsSubmittedWaitedForAndSaved(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();

        SubmitResult submitted = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake at dawn"));
        Assert.Null(submitted.Error);
        JobReading ended = await ServiceUnderTest.WaitAsync(client, submitted.Job!);
        Assert.Null(ended.Error);
        Assert.Equal(VideoStatus.Completed, ended.Job.Status);
        FileInfo file = Assert.Single(await service.SaveAsync(client, ended.Job));

        Assert.Equal("ftyp"u8.ToArray(), (await File.ReadAllBytesAsync(file.FullName))[4..8]);
        Assert.Equal(1, service.Emulator.JobsMade);
        Assert.Equal(file.FullName, (await client.FindAsync(ended.Job.Key, null, CancellationToken.None)).File);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Clip_BatchRunsAgain_NothingIsMadeTwice(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using (VideoClient first = service.NewClient())
        {
            Assert.True((await ServiceUnderTest.SubmitAsync(first, service.Row("a lake"))).IsNew);
        }

        using VideoClient second = service.NewClient();
        Assert.False((await ServiceUnderTest.SubmitAsync(second, service.Row("a lake"))).IsNew);
        Assert.Equal(1, service.Emulator.JobsMade);
    }

    [Theory]
    [MemberData(nameof(WithKey))]
    public async Task Submit_NoCredential_SaysHowToSetOneAndSendsNothing(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        service.Key = null;
        using VideoClient client = service.NewClient();

        SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));

        Assert.Equal("CredentialMissing", result.Error!.ErrorId);
        Assert.Contains(ProviderVariables.Key(name), result.Error.Remedy, StringComparison.Ordinal);
        Assert.Contains("Set-VideoCredential", result.Error.Remedy, StringComparison.Ordinal);
        Assert.Null(result.Job);
        Assert.Empty(service.Emulator.Ledger.Entries);
    }

    [Theory]
    [MemberData(nameof(WithKey))]
    public async Task Submit_WrongKey_IsRefusedAndLeavesNothing(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        service.Key = "wrong-key-of-somebody";
        using VideoClient client = service.NewClient();

        SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));

        Assert.Equal("Unauthorized", result.Error!.ErrorId);
        Assert.DoesNotContain("wrong-key-of-somebody", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty((await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
        Assert.Equal(0, service.Emulator.JobsMade);
    }

    public static TheoryData<string, string> LostAnswers { get; } = Lost();

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Submit_AnswerIsLost_ClipIsNeverMadeTwice(string name, string how)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        service.Emulator.Scenarios.Play(how switch
        {
            "lost" => AnswerScenarios.LostAnswer(),
            "json" => AnswerScenarios.Answer("""{"hello":["world"]}"""),
            "html" => Scenarios.Html(),
            "bad-gateway" => Scenarios.Status(502, "<html>Bad gateway</html>", "text/html"),
            "unavailable" => Scenarios.Status(503, """{"proxy":"is down"}""", "application/json"),
            "foreign-refusal" => Scenarios.Status(400, "<html>Bad request</html>", "text/html"),
            _ => Scenarios.CutAfter(10),
        });
        using VideoClient client = service.NewClient();

        SubmitResult first = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));
        Assert.Equal("JobUnknown", first.Error!.ErrorId);
        Assert.Equal(VideoStatus.Unknown, first.Job!.Status);
        int made = service.Emulator.JobsMade;

        SubmitResult second = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));

        Assert.Equal(first.Job.Key, second.Job!.Key);
        if (service.Provider.IdempotencyLifetime is null)
        {
            Assert.Equal("JobUnknown", second.Error!.ErrorId);
            Assert.Equal(made, service.Emulator.JobsMade);
        }
        else
        {
            Assert.Null(second.Error);
            Assert.Equal(1, service.Emulator.JobsMade);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Submit_NobodyListens_NothingWasSentAndTheNextRunSubmits(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        string address = service.Address;
        service.Address = "http://127.0.0.1:9/v1";
        using (VideoClient client = service.NewClient())
        {
            SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));
            Assert.Equal("ConnectionFailed", result.Error!.ErrorId);
            Assert.Null(result.Job);
        }

        service.Address = address;
        using VideoClient again = service.NewClient();
        Assert.Null((await ServiceUnderTest.SubmitAsync(again, service.Row("a lake"))).Error);
    }

    [Theory]
    [InlineData("http://api.example/v1", "InsecureEndpoint")]
    [InlineData("ftp://api.example", "InvalidEndpoint")]
    [InlineData("api.example", "InvalidEndpoint")]
    [InlineData("https://user:secret@api.example", "InvalidEndpoint")]
    [InlineData("https://api.example?key=secret", "InvalidEndpoint")]
    public async Task Submit_EndpointThatCannotBe_IsRefusedBeforeAnythingIsSent(string address, string id)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(ProviderCatalog.BuiltIn.All.First(entry => entry.Descriptor.Endpoint is not null).Descriptor.Name);
        service.Address = address;
        using VideoClient client = service.NewClient();
        SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"));
        Assert.Equal(id, result.Error!.ErrorId);
        Assert.DoesNotContain("secret", result.Error.Message, StringComparison.Ordinal);
    }

    private static TheoryData<string, string> Lost()
    {
        var data = new TheoryData<string, string>();
        foreach (string name in ProviderCatalog.BuiltIn.All.Where(entry => entry.Descriptor.Endpoint is not null).Select(entry => entry.Descriptor.Name))
        {
            foreach (string how in new[] { "lost", "json", "html", "bad-gateway", "unavailable", "foreign-refusal", "cut" })
            {
                data.Add(name, how);
            }
        }

        return data;
    }
}
