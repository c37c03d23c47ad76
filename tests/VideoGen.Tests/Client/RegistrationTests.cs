using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Providers.OpenAI;

namespace VideoGen.Tests.Client;

/// <summary>Servers under names of their own: what is taken, what is kept on the disk, and who sees it when.</summary>
public sealed class RegistrationTests : IDisposable
{
    private const string Address = "http://127.0.0.1:8000/v1";

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Register_OpenAIServer_IsALineOfTheCatalogueForAllClients()
    {
        using VideoClient client = NewClient();
        using VideoClient other = NewClient();
        _ = other.ListProviders("*");

        _ = await RegisterAsync(client, Farm() with { Model = "wan2.2", Settings = new Dictionary<string, string> { ["body"] = " form " } });

        ProviderDescriptor descriptor = other.Catalog.Find("FARM").Descriptor;
        Assert.Equal(("farm", "OpenAI", new Uri(Address)), (descriptor.Name, descriptor.Kind, descriptor.Endpoint));
        Assert.Equal("wan2.2", Assert.Single(descriptor.Models).Name);
        Assert.Equal("form", descriptor.SettingValues["Body"]);
        VideoProvider shown = Assert.Single(other.ListProviders("farm"));
        Assert.Equal(("OpenAI", true, $"A server of the kind OpenAI at {Address}"), (shown.Kind, shown.IsRegistered, shown.Description));
        Assert.Equal(("OpenAI", false), (other.ListProviders("openai")[0].Kind, other.ListProviders("openai")[0].IsRegistered));
        Assert.Equal([.. ProviderCatalog.BuiltIn.All.Select(entry => entry.Descriptor.Name), "farm"], other.Catalog.All.Select(entry => entry.Descriptor.Name));
    }

    [Fact]
    public async Task Register_File_IsTheOwnersAlone()
    {
        using VideoClient client = NewClient();

        _ = await RegisterAsync(client, Farm() with { Name = "Farm" });

        string path = _home.At("providers", "farm.json");
        Assert.True(File.Exists(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_home.At("providers")));
        }
    }

    [Fact]
    public async Task Register_TakenName_NeedsForceAndChangesWhatIsUsed()
    {
        using VideoClient client = NewClient();
        _ = await RegisterAsync(client, Farm());
        ProviderEntry first = client.Catalog.Find("farm");
        Assert.Same(first, client.Catalog.Find("farm"));

        _ = await AssertRefusedAsync(client, Farm() with { Name = "FARM" }, VideoErrors.ProviderExists);
        _ = await RegisterAsync(client, Farm() with { Name = "FARM", Uri = "http://127.0.0.1:8001/v1" }, force: true);

        Assert.Equal(new Uri("http://127.0.0.1:8001/v1"), client.Catalog.Find("farm").Descriptor.Endpoint);
        Assert.Single(Directory.GetFiles(_home.At("providers")));
    }

    [Theory]
    [InlineData("OpenAI", "ProviderExists")]
    [InlineData("local", "ProviderExists")]
    [InlineData("", "InvalidParameterValue")]
    [InlineData("a b", "InvalidParameterValue")]
    [InlineData("../x", "InvalidParameterValue")]
    [InlineData("-x", "InvalidParameterValue")]
    [InlineData("färm", "InvalidParameterValue")]
    [InlineData("nul", "InvalidParameterValue")]
    [InlineData("a1234567890123456789012345678901234567890", "InvalidParameterValue")]
    public async Task Register_NameThatCannotBe_IsRefused(string name, string kind)
    {
        using VideoClient client = NewClient();

        _ = await AssertRefusedAsync(client, Farm() with { Name = name }, VideoErrors.All.Single(error => error.Id == kind));
    }

    /// <summary>The one would get the other's key.</summary>
    [Fact]
    public async Task Register_NameWithTheVariablesOfAnother_IsRefused()
    {
        using VideoClient client = NewClient();
        _ = await RegisterAsync(client, Farm() with { Name = "my-farm" });

        _ = await AssertRefusedAsync(client, Farm() with { Name = "my_farm" }, VideoErrors.ProviderExists, force: true);
    }

    [Theory]
    [InlineData("http://10.0.0.1:8000/v1", "InsecureEndpoint")]
    [InlineData("ftp://127.0.0.1/v1", "InvalidEndpoint")]
    [InlineData("127.0.0.1:8000", "InvalidEndpoint")]
    [InlineData("https://user:secret@gpu.example/v1", "InvalidEndpoint")]
    [InlineData("https://gpu.example/v1?key=secret", "InvalidEndpoint")]
    [InlineData(" ", "InvalidParameterValue")]
    public async Task Register_AddressThatCannotBe_IsRefusedWithoutShowingIt(string uri, string kind)
    {
        using VideoClient client = NewClient();

        VideoGenException refusal = await AssertRefusedAsync(client, Farm() with { Uri = uri }, VideoErrors.All.Single(error => error.Id == kind));

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_KindModelOrSettingThatIsNot_IsRefusedNamingWhatThereIs()
    {
        using VideoClient client = NewClient(Akin);

        Assert.Contains("there are Akin", (await AssertRefusedAsync(client, Farm() with { Kind = "Local" }, VideoErrors.InvalidParameterValue)).Message, StringComparison.Ordinal);
        Assert.Contains("it has one or two", (await AssertRefusedAsync(client, Farm() with { Kind = "Akin", Model = "three" }, VideoErrors.UnknownModel)).Message, StringComparison.Ordinal);
        Assert.Contains("has no settings", (await AssertRefusedAsync(client, With("Path", "x") with { Kind = "Akin" }, VideoErrors.InvalidParameterValue)).Message, StringComparison.Ordinal);
        using VideoClient real = NewClient();
        Assert.Contains("it has Body", (await AssertRefusedAsync(real, With("Bdy", "form"), VideoErrors.InvalidParameterValue)).Message, StringComparison.Ordinal);
        _ = await AssertRefusedAsync(real, With("Body", "a\nb"), VideoErrors.InvalidParameterValue);
        _ = await AssertRefusedAsync(real, With("Body", new string('x', 1001)), VideoErrors.InvalidParameterValue);
    }

    [Fact]
    public async Task Register_KindWhoseModelsAreKnown_KeepsThemAndTheDefault()
    {
        using VideoClient client = NewClient(Akin);

        _ = await RegisterAsync(client, Farm() with { Kind = "akin", Model = "TWO" });

        ProviderDescriptor descriptor = client.Catalog.Find("farm").Descriptor;
        Assert.Equal(["one", "two"], descriptor.Models.Select(model => model.Name));
        var request = new VideoRequest { Provider = "farm", Prompt = "a cat" };
        Assert.Equal("two", new RequestValidator(descriptor).Validate(request, skip: false).Request.Model);
        Assert.False(descriptor.Quote!(request).IsKnown);
    }

    [Fact]
    public async Task Validate_ServerWithOneModelThatNobodyNamed_NamesNone()
    {
        using VideoClient client = NewClient();
        _ = await RegisterAsync(client, Farm());

        VideoRequest validated = new RequestValidator(client.Catalog.Find("farm").Descriptor).Validate(new VideoRequest { Provider = "farm", Prompt = "a cat" }, skip: false).Request;

        Assert.Null(validated.Model);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("null")]
    [InlineData("""{"format":1}""")]
    [InlineData("""{"format":2,"name":"bad","kind":"OpenAI","uri":"https://a.example/v1"}""")]
    [InlineData("""{"format":1,"name":"other","kind":"OpenAI","uri":"https://a.example/v1"}""")]
    [InlineData("""{"format":1,"name":"Bad ","kind":"OpenAI","uri":"https://a.example/v1"}""")]
    [InlineData("""{"format":1,"name":"bad","kind":"Nobody","uri":"https://a.example/v1"}""")]
    [InlineData("""{"format":1,"name":"bad","kind":"OpenAI","uri":"http://a.example/v1"}""")]
    [InlineData("""{"format":1,"name":"bad","kind":"OpenAI","uri":"https://a.example/v1","settings":{"Body":null}}""")]
    [InlineData("""{"format":1,"name":"bad","kind":"OpenAI","uri":"https://a.example/v1","settings":{"Path":"x"}}""")]
    [InlineData(null)]
    public async Task Registration_Damaged_IsReportedAndHidesNoOther(string? content)
    {
        using VideoClient client = NewClient();
        _ = await RegisterAsync(client, Farm());
        await File.WriteAllTextAsync(_home.At("providers", "bad.json"), content ?? new string(' ', 70_000));

        Assert.Equal("farm", client.Catalog.Find("farm").Descriptor.Name);
        (string name, VideoGenException error) = Assert.Single(client.Registrations.Damaged);
        Assert.Equal(("bad", VideoErrors.DamagedEntry), (name, error.Kind));
        Assert.Contains("bad.json", error.Message, StringComparison.Ordinal);
        Assert.Same(error, Assert.Throws<VideoGenException>(() => client.Catalog.Find("Bad")));

        _ = await AssertRefusedAsync(client, Farm() with { Name = "bad" }, VideoErrors.ProviderExists);
        _ = await RegisterAsync(client, Farm() with { Name = "bad" }, force: true);
        Assert.Empty(client.Registrations.Damaged);
        await File.WriteAllTextAsync(_home.At("providers", "bad.json"), "junk");
        client.Registrations.Unregister("bad");
        Assert.Empty(client.Registrations.Damaged);
        Assert.Equal(VideoErrors.UnknownProvider, Assert.Throws<VideoGenException>(() => client.Catalog.Find("bad")).Kind);
    }

    [Fact]
    public async Task Registration_OfAFormerVersionWhoseNameIsBuiltInNow_IsReportedAndTheBuiltInOneStays()
    {
        using (VideoClient former = NewClient(Akin))
        {
            _ = await RegisterAsync(former, new ProviderRegistration("OpenAI", "Akin", Address));
        }

        using VideoClient client = NewClient();

        Assert.Null(client.Catalog.Find("OpenAI").Descriptor.Kind);
        Assert.Equal("openai", Assert.Single(client.Registrations.Damaged).Name);
    }

    [Fact]
    public async Task Unregister_Registered_IsSeenByAllClients()
    {
        using VideoClient client = NewClient();
        using VideoClient other = NewClient();
        _ = await RegisterAsync(client, Farm());
        Assert.Single(other.ListProviders("farm"));

        client.Registrations.Unregister(" FARM ");

        VideoGenException gone = Assert.Throws<VideoGenException>(() => other.ListProviders("farm"));
        Assert.Equal(VideoErrors.UnknownProvider, gone.Kind);
        Assert.Contains("Register-VideoProvider -Name farm", gone.Remedy, StringComparison.Ordinal);
        Assert.Equal(VideoErrors.UnknownProvider, Assert.Throws<VideoGenException>(() => client.Registrations.Unregister("farm")).Kind);
        Assert.Equal(VideoErrors.InvalidParameterValue, Assert.Throws<VideoGenException>(() => client.Registrations.Unregister("openai")).Kind);
    }

    [Fact]
    public async Task Wait_ProviderUnregisteredMeanwhile_EndsForItsJobsAlone()
    {
        var provider = new FakeProvider();
        var reads = 0;
        using VideoClient client = NewClient(new ProviderEntry(provider.Descriptor, _ => provider), new ProviderEntry(Kind, context => new Renamed(context)));
        _ = await RegisterAsync(client, Farm() with { Kind = "Akin" });
        provider.OnRead = id =>
        {
            if (++reads == 2)
            {
                client.Registrations.Unregister("farm");
            }

            return FakeProvider.Snapshot(id, reads < 4 ? VideoStatus.Running : VideoStatus.Completed);
        };
        VideoJob here = await AdoptAsync(client, "Fake", "a");
        VideoJob there = await AdoptAsync(client, "farm", "b");
        WaitRun run = client.OpenWait(new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(60) }, new Random(1));
        var readings = new List<JobReading>();

        run.Add(here);
        run.Add(there);
        run.Complete();
        await run.RunAsync(readings.Add, null, CancellationToken.None);

        Assert.Equal(VideoErrors.UnknownProvider, readings.Single(reading => reading.Job.Provider == "farm").Error!.Kind);
        JobReading kept = readings.Single(reading => reading.Job.Provider == "Fake");
        Assert.Equal((VideoStatus.Completed, null), (kept.Job.Status, kept.Error));
    }

    [Fact]
    public async Task Job_OfAProviderThatIsNotRegistered_IsListedAndEveryOperationSaysWhatIsMissing()
    {
        using VideoClient client = NewClient(new ProviderEntry(Kind, context => new Renamed(context)));
        _ = await RegisterAsync(client, Farm() with { Kind = "Akin" });
        VideoJob job = await AdoptAsync(client, "farm", "b");
        client.Registrations.Unregister("farm");

        Assert.Equal(job.Key, Assert.Single((await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs).Job.Key);
        Func<Task>[] operations =
        [
            () => client.ReadAsync(job, CancellationToken.None),
            () => client.StopAsync(job, CancellationToken.None),
            () => Task.FromResult(client.StoppingCost("farm")),
            () => Task.FromResult(client.OpenSave(new SaveOptions { Destination = ".", BaseFolder = _home.Path }).PlanPaths(job with { Status = VideoStatus.Completed })),
            async () => throw (await client.ListAsync(new JobQuery(), refresh: true, CancellationToken.None)).Jobs[0].Error!,
        ];
        foreach (Func<Task> operation in operations)
        {
            VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(operation);
            Assert.Equal(VideoErrors.UnknownProvider, error.Kind);
            Assert.Contains("Register-VideoProvider -Name farm", error.Remedy, StringComparison.Ordinal);
        }

        await client.RemoveAsync(job, journalOnly: true, force: true, CancellationToken.None);
        Assert.Empty((await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
    }

    [Fact]
    public async Task Register_ManyAtOnce_OneHasTheName()
    {
        using VideoClient client = NewClient();
        int taken = 0;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                _ = await RegisterAsync(client, Farm() with { Uri = $"http://127.0.0.1:{8000 + i}/v1" });
                _ = Interlocked.Increment(ref taken);
            }
            catch (VideoGenException e) when (e.Kind == VideoErrors.ProviderExists)
            {
            }
        })));

        Assert.Equal(1, taken);
    }

    private static ProviderRegistration Farm() => new("farm", "OpenAI", Address);

    private static ProviderRegistration With(string setting, string value) => Farm() with { Settings = new Dictionary<string, string> { [setting] = value } };

    private static ProviderDescriptor Kind { get; } = FakeProvider.Description with
    {
        Name = "Akin",
        Endpoint = new Uri("https://akin.example/"),
        Models = [FakeProvider.Description.Models[0] with { Name = "one" }, FakeProvider.Description.Models[0] with { Name = "two" }],
        Quote = _ => PriceQuote.Exact(1, "credits", new DateOnly(2026, 1, 1)),
    };

    private static ProviderEntry Akin { get; } = new(Kind, _ => new FakeProvider(Kind));

    private VideoClient NewClient(params ProviderEntry[] entries) => new(new VideoClientOptions
    {
        Home = _home.Path,
        Catalog = entries.Length == 0 ? ProviderCatalog.BuiltIn : new ProviderCatalog(entries),
    });

    private static Task<ProviderEntry> RegisterAsync(VideoClient client, ProviderRegistration registration, bool force = false) =>
        client.Registrations.RegisterAsync(registration, force, CancellationToken.None);

    private static async Task<VideoGenException> AssertRefusedAsync(VideoClient client, ProviderRegistration registration, VideoErrorKind kind, bool force = false)
    {
        VideoGenException refusal = await Assert.ThrowsAsync<VideoGenException>(() => RegisterAsync(client, registration, force));
        Assert.Equal(kind, refusal.Kind);
        return refusal;
    }

    private static async Task<VideoJob> AdoptAsync(VideoClient client, string provider, string id) => (await client.AdoptAsync(id, provider, CancellationToken.None)).Job;

    /// <summary>A service that never ends its jobs, under whatever name it is registered.</summary>
    private sealed class Renamed : FakeProvider
    {
        public Renamed(ProviderContext context)
            : base(context.Service!.Descriptor) => OnRead = id => Snapshot(id, VideoStatus.Running);
    }
}
