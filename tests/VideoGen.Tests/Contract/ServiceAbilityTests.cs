using VideoGen.Client;
using VideoGen.Emulators.Hosting;
using VideoGen.Providers;

namespace VideoGen.Tests.Contract;

/// <summary>What a service can do beyond a clip: held against its emulator for each that says it can.</summary>
public sealed class ServiceAbilityTests
{
    public static TheoryData<string> Listing { get; } = With<IJobListing>();

    public static TheoryData<string> Deletion { get; } = With<IJobDeletion>();

    public static TheoryData<string> Cancellation { get; } = With<IJobCancellation>();

    public static TheoryData<string> Balance { get; } = With<IBalance>();

    public static TheoryData<string> Effects { get; } = With<IEffectListing>();

    public static TheoryData<string> Models { get; } = With<IModelListing>();

    [Theory]
    [MemberData(nameof(Listing))]
    public async Task List_JobsOfOurs_AreThereAndKnown(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        var made = new List<string?>();
        foreach (string prompt in new[] { "one", "two", "three" })
        {
            made.Add((await ServiceUnderTest.SubmitAsync(client, service.Row(prompt))).Job!.Id);
        }

        var listed = new List<VideoJob>();
        await foreach (VideoJob job in client.ListAtServiceAsync(name, new JobListingQuery(), CancellationToken.None))
        {
            listed.Add(job);
        }

        Assert.Equal(made.Order(), listed.Select(job => job.Id).Order());
        Assert.All(listed, job => Assert.NotEmpty(job.Key));
        await using IAsyncEnumerator<VideoJob> newest = client.ListAtServiceAsync(name, new JobListingQuery { Newest = 1 }, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await newest.MoveNextAsync());
        Assert.False(await newest.MoveNextAsync());
    }

    [Theory]
    [MemberData(nameof(Deletion))]
    public async Task Delete_SavedClip_IsGoneAtTheServiceAndHere(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        VideoJob job = (await ServiceUnderTest.WaitAsync(client, (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Job!)).Job;
        _ = await service.SaveAsync(client, job);

        await client.RemoveAsync(job, journalOnly: false, force: false, CancellationToken.None);

        Assert.Empty((await client.ListAsync(new JobQuery(), refresh: false, CancellationToken.None)).Jobs);
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => client.AdoptAsync(job.Id!, name, CancellationToken.None));
        Assert.Equal("NotFoundAtService", error.ErrorId);
    }

    [Theory]
    [MemberData(nameof(Cancellation))]
    public async Task Stop_RunningJob_IsCancelledOrSaysPlainlyThatItCannotBe(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name, new JobPace { Queued = TimeSpan.Zero, Running = TimeSpan.FromMinutes(5) });
        using VideoClient client = service.NewClient();
        VideoJob job = (await ServiceUnderTest.SubmitAsync(client, service.Row("a lake"))).Job!;
        Assert.NotEmpty(client.StoppingCost(name));
        try
        {
            Assert.Equal(VideoStatus.Cancelled, (await client.StopAsync(job, CancellationToken.None)).Status);
        }
        catch (VideoGenException e)
        {
            Assert.Equal("CannotStop", e.ErrorId);
            Assert.NotNull(e.ServiceCode);
        }
    }

    [Theory]
    [MemberData(nameof(Balance))]
    public async Task Balance_Account_NamesItsServiceAndUnit(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        VideoBalance balance = await client.ReadBalanceAsync(name, CancellationToken.None);
        Assert.Equal(name, balance.Provider);
        Assert.True(balance.Amount is > 0 && balance.Unit is not null || balance.Plan is not null);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task Effects_Listed_HaveCodesThatARowTakes(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        IReadOnlyList<VideoEffect> effects = await client.ListEffectsAsync(name, CancellationToken.None);
        Assert.NotEmpty(effects);
        SubmitResult result = await ServiceUnderTest.SubmitAsync(client, service.Row("a lake") with { Effect = effects[0].Code });
        Assert.Null(result.Error);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Models_ListedByTheService_AreNamed(string name)
    {
        await using ServiceUnderTest service = await ServiceUnderTest.StartAsync(name);
        using VideoClient client = service.NewClient();
        Assert.All(await client.ListModelsAtServiceAsync(name, CancellationToken.None), model => Assert.Equal((name, true), (model.Provider, model.Name.Length > 0)));
    }

    private static TheoryData<string> With<T>() =>
        [.. ProviderCatalog.BuiltIn.All.Where(entry => entry.Descriptor.Endpoint is not null && Make(entry) is T).Select(entry => entry.Descriptor.Name)];

    private static IVideoProvider Make(ProviderEntry entry)
    {
        using var bench = new Services.ProviderBench(entry.Descriptor);
        return entry.Create(bench.Context);
    }
}
