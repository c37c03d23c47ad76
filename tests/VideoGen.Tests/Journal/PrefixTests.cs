using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class PrefixTests : IDisposable
{
    private static readonly string Long = new('x', 300);

    private readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    public static TheoryData<string> OddIds => new(
        "models/veo/operations/1", "a~b", "~", "a*b?", "..", ".hidden", "a.b.c", "a b", "Ünïcødé-🦊", "C:\\x|y<z>\"", "%2F", "-rf", Long + "1", "a\nb");

    [Theory]
    [MemberData(nameof(OddIds))]
    public async Task FindByPrefix_OddId_FindsItOpenAndSettledAndByEveryBeginning(string id)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry(id: id));

        // A key made at random begins like one of the ids now and then.
        _fixture.Put(JournalFixture.Entry(id: "unlike", key: "0000000000000000"));
        foreach (bool settled in new[] { false, true })
        {
            if (settled)
            {
                await _fixture.SetAsync(entry, VideoStatus.Failed);
            }

            foreach (string text in Beginnings(id))
            {
                JournalEntry found = Assert.Single(await FindAsync(text));
                Assert.Equal(id, found.Job.Id);
            }
        }
    }

    [Fact]
    public async Task FindByPrefix_LongIdsThatDifferAtTheEnd_AreToldApart()
    {
        foreach (string end in new[] { "1", "2" })
        {
            await _fixture.SetAsync(_fixture.Put(JournalFixture.Entry(id: Long + end)), VideoStatus.Failed);
        }

        Assert.Equal(Long + "2", Assert.Single(await FindAsync(Long + "2")).Job.Id);
        Assert.Equal(2, (await FindAsync("xxx")).Count);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("?")]
    [InlineData("a*")]
    [InlineData("<")]
    [InlineData("../open/")]
    public async Task FindByPrefix_Wildcards_AreOrdinaryCharacters(string text)
    {
        await _fixture.SetAsync(_fixture.Put(JournalFixture.Entry(id: "abc")), VideoStatus.Failed);
        _fixture.Put(JournalFixture.Entry(id: "abd"));
        Assert.Empty(await FindAsync(text));
    }

    [Fact]
    public async Task FindByPrefix_BeginningOfAKey_FindsOpenAndSettled()
    {
        _fixture.Put(JournalFixture.Entry(key: "aaaa000000000000"));
        await _fixture.SetAsync(_fixture.Put(JournalFixture.Entry(key: "aaab000000000000")), VideoStatus.Cancelled);
        Assert.Equal(2, (await FindAsync("aaa")).Count);
        Assert.Equal("aaab000000000000", Assert.Single(await FindAsync("aaab")).Job.Key);
        Assert.Empty(await FindAsync("b"));
    }

    [Fact]
    public async Task FindByPrefix_DamagedEntryFitsToo_DoesNotHideTheOther()
    {
        JournalEntry bad = _fixture.Put(JournalFixture.Entry(key: "aaaa000000000000", id: "same"));
        _fixture.Put(JournalFixture.Entry(key: "aaab000000000000", id: "same"));
        await _fixture.SetAsync(bad, VideoStatus.Failed);
        await File.WriteAllTextAsync(new SettledFolders(_fixture.Folders).Entry(bad.Job.Key), "{");

        Assert.Equal("aaab000000000000", Assert.Single(await FindAsync("same")).Job.Key);
        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => FindAsync("aaaa"));
        Assert.Equal(VideoErrors.DamagedEntry, error.Kind);
    }

    private Task<IReadOnlyList<JournalEntry>> FindAsync(string text) => _fixture.Journal.FindByPrefixAsync(text, null, CancellationToken.None);

    private static IEnumerable<string> Beginnings(string id) =>
        id.Length > 200 ? [id, id[..150], id[..1]] : Enumerable.Range(1, id.Length).Where(length => !char.IsHighSurrogate(id[length - 1])).Select(length => id[..length]).Where(text => text != "u");
}
