using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Client;

/// <summary>What is said where a listing by name is empty.</summary>
public sealed class NameSpellingTests : IDisposable
{
    private readonly ClientFixture _fixture = new();

    public NameSpellingTests()
    {
        Put("job-1", "lighthouse", "night");
        Put("job-2", "harbour", "day");
        Put("job-3", null, "day");
    }

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("lighthuose", null, "There is no job named 'lighthuose'. Did you mean lighthouse?")]
    [InlineData("lighthuose", "day", "There is no job named 'lighthuose' in batch 'day'.")]
    [InlineData("lighthouse", "day", "There is no job named 'lighthouse' in batch 'day'.")]
    [InlineData("something else", null, "There is no job named 'something else'.")]
    [InlineData("Lighthouse", null, null)]
    [InlineData("lighthuose", "d*", "There is no job named 'lighthuose'. Did you mean lighthouse?")]
    [InlineData("lightho*", null, null)]
    [InlineData("l?x", null, null)]
    [InlineData("the prompt of job-3", null, null)]
    [InlineData("lighthouse", "dya", "There is no batch 'dya'. Did you mean day?")]
    public async Task FindFault_NameOfAListing_IsSaidWhereNoJobHasIt(string name, string? batch, string? fault)
    {
        foreach (string known in new[] { "night", "day" })
        {
            _ = await _fixture.Store.Batches.RememberAsync(new BatchRecord(known, "Fake"), CancellationToken.None);
        }

        Assert.Equal(fault, await _fixture.Client.FindFaultAsync(new JobQuery { Name = name, Batch = batch, Status = [VideoStatus.Failed] }, CancellationToken.None));
    }

    [Fact]
    public async Task FindFault_JobIsSettled_IsFound()
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Failed, "job-4");
        _fixture.Store.Put(entry with { Job = entry.Job with { Name = "old" } });

        Assert.Null(await _fixture.Client.FindFaultAsync(new JobQuery { Name = "old" }, CancellationToken.None));
        Assert.NotNull(await _fixture.Client.FindFaultAsync(new JobQuery { Name = "ode" }, CancellationToken.None));
    }

    private void Put(string id, string? name, string batch)
    {
        JournalEntry entry = JournalFixture.Entry(VideoStatus.Queued, id);
        _fixture.Store.Put(entry with { Job = entry.Job with { Name = name, Batch = batch, Prompt = $"the prompt of {id}" } });
    }
}
