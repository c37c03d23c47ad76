using System.Text.Json.Nodes;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

/// <summary>Entries that somebody else wrote: refused by name, or harmless.</summary>
public sealed class HostileEntryTests : IDisposable
{
    private readonly JournalFixture _fixture = new();

    public static TheoryData<string> Members =>
        ["job.provider", "job.outputs", "request", "fingerprint", "saved"];

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Entry_MemberThatIsNull_IsDamaged(string member) => await AssertDamagedAsync(member, null);

    [Theory]
    [InlineData("saved", "[null]")]
    [InlineData("saved", """[{"index":0,"path":null,"bytes":1,"sha256":"x","modifiedAt":"2026-03-01T00:00:00+00:00"}]""")]
    [InlineData("job.outputs", "[null]")]
    [InlineData("job.status", "99")]
    [InlineData("job.status", "\"Dreaming\"")]
    [InlineData("job.cost", """{"amount":1,"unit":null,"charged":true}""")]
    [InlineData("request.referenceImages", "[null]")]
    [InlineData("request.referenceImages", """[{"image":null}]""")]
    [InlineData("request.image", """{"kind":"Url","value":null}""")]
    [InlineData("request.webhookEvents", "[null]")]
    [InlineData("owner", """{"host":null,"processId":1,"processStart":1}""")]
    public async Task Entry_ValueThatCannotBe_IsDamaged(string member, string value) => await AssertDamagedAsync(member, JsonNode.Parse(value));

    [Theory]
    [InlineData("request.referenceImages")]
    [InlineData("request.webhookEvents")]
    public async Task Entry_ListThatIsLeftOut_IsReadAsEmpty(string member)
    {
        (JournalEntry entry, JsonObject json, JsonObject parent, string name) = await OpenAsync(member);
        _ = parent.Remove(name);
        await File.WriteAllTextAsync(_fixture.Folders.OpenEntry(entry.Job.Key), json.ToJsonString());

        JournalListing listing = await _fixture.Journal.ListAsync(CancellationToken.None);
        VideoRequest read = Assert.Single(listing.Entries).Request;
        Assert.Equal(entry.Request.Prompt, read.Prompt);
        Assert.Empty(read.ReferenceImages);
        Assert.Empty(read.WebhookEvents);
    }

    [Fact]
    public async Task Entry_OfAbsurdLength_IsNotRead()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        string path = _fixture.Folders.OpenEntry(entry.Job.Key);
        using (FileStream file = File.OpenWrite(path))
        {
            // A hole: nothing of it is on the disk.
            file.SetLength(20L * 1024 * 1024 * 1024);
        }

        JournalListing listing = await _fixture.Journal.ListAsync(CancellationToken.None);
        Assert.Equal(VideoErrors.DamagedEntry, Assert.Single(listing.Damaged).Error.Kind);
        Assert.Contains("21.5 GB", listing.Damaged[0].Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_NestedWithoutEnd_IsDamaged()
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        string path = _fixture.Folders.OpenEntry(entry.Job.Key);
        await File.WriteAllTextAsync(path, $"{{\"format\":1,\"request\":{{\"option\":{string.Concat(Enumerable.Repeat("{\"a\":", 500_000))}");

        Assert.Equal(VideoErrors.DamagedEntry, Assert.Single((await _fixture.Journal.ListAsync(CancellationToken.None)).Damaged).Error.Kind);
    }

    [Fact]
    public async Task Entry_KeyThatIsNoneOfOurs_IsDamagedAndShownWithoutItsEscapes()
    {
        JournalEntry entry = JournalFixture.Entry(key: "\u001b[31mred\u202e");
        _ = AtomicFile.TryCreate(_fixture.Folders.OpenEntry(entry.Job.Key), EntryFile.Serialize(entry), durable: false);

        DamagedEntry damaged = Assert.Single((await _fixture.Journal.ListAsync(CancellationToken.None)).Damaged);
        Assert.DoesNotContain(damaged.Error.Message, character => char.IsControl(character) || character == '\u202e');
    }

    private async Task AssertDamagedAsync(string member, JsonNode? value)
    {
        (JournalEntry entry, JsonObject json, JsonObject parent, string name) = await OpenAsync(member);
        parent[name] = value;
        await File.WriteAllTextAsync(_fixture.Folders.OpenEntry(entry.Job.Key), json.ToJsonString());

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => _fixture.FindAsync(entry));
        Assert.Equal(VideoErrors.DamagedEntry, error.Kind);
        Assert.Equal(VideoErrors.DamagedEntry, Assert.Single((await _fixture.Journal.ListAsync(CancellationToken.None)).Damaged).Error.Kind);
    }

    private async Task<(JournalEntry Entry, JsonObject Json, JsonObject Parent, string Name)> OpenAsync(string member)
    {
        JournalEntry entry = _fixture.Put(JournalFixture.Entry());
        var json = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(_fixture.Folders.OpenEntry(entry.Job.Key)))!;
        string[] parts = member.Split('.');
        return (entry, json, parts.Length == 1 ? json : (JsonObject)json[parts[0]]!, parts[^1]);
    }
}
