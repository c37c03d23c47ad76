using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

/// <summary>The quick way to read an entry gives what the general one gives, or leaves it to that.</summary>
public sealed class EntryReaderTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.FromHours(2));

    /// <summary>Every member has a value that no default is.</summary>
    private static readonly JournalEntry Full = new()
    {
        Job = new VideoJob
        {
            Id = "id-1",
            Key = "abcdefghjkmnpqrs",
            Provider = "Fake",
            Name = "shot \"1\" — é",
            Batch = "b",
            Model = "m",
            Status = VideoStatus.Completed,
            Progress = 100,
            Prompt = "a fox\nin snow",
            Duration = 6,
            CreatedAt = At,
            SubmittedAt = At.AddSeconds(1),
            StartedAt = At.AddSeconds(2),
            CompletedAt = At.AddSeconds(3),
            ExpiresAt = At.AddDays(1),
            Outputs = new VideoOutputs([new VideoOutput { Uri = new Uri("https://host/a%20b?sig=%2F"), MediaType = "video/mp4", Bytes = 5_000_000_000, Sha256 = "00", Width = 1280, Height = 720, Seconds = 6.04, Thumbnail = new Uri("https://host/t") }, new VideoOutput()]),
            Cost = new VideoCost(0.125m, "USD", true),
            Error = new JobError("code", "message"),
            File = "/clips/a.mp4",
            Raw = "{\"id\":1}",
        },
        Request = new VideoRequest
        {
            Provider = "Fake",
            Prompt = "a fox",
            Model = "m",
            Image = new ImageReference(ImageKind.Url, "https://host/i.png"),
            LastImage = new ImageReference(ImageKind.File, "/i.png"),
            ReferenceImages = [new ReferenceImage(new ImageReference(ImageKind.Id, "i"), "subject", "style"), new ReferenceImage(new ImageReference(ImageKind.DataUri, "data:image/png;base64,…"))],
            Duration = 6,
            Resolution = "720p",
            Size = "1280x720",
            AspectRatio = "16:9",
            NegativePrompt = "rain",
            Audio = AudioMode.Custom,
            AudioUri = new Uri("https://host/a.mp3"),
            Seed = long.MaxValue,
            Count = 2,
            EnhancePrompt = true,
            Effect = "e",
            Premium = true,
            WebhookUri = new Uri("https://host/hook"),
            WebhookEvents = ["done", "failed"],
            Option = new JsonObject { ["provider"] = new JsonObject { ["only"] = new JsonArray("google", 1.5, null) } },
            Name = "n",
            Key = "k",
        },
        Fingerprint = "f",
        RowKey = "r",
        RowBatch = "rb",
        IdempotencyKey = "i",
        Owner = new JobOwner("host", 17, 4711),
        Generation = 2,
        SentAt = At,
        Saved = [new SavedOutput(1, "/clips/b.mp4", 7, "11", At)],
    };

    /// <summary>A member that is added and not read would be lost by the next update of its entry.</summary>
    [Fact]
    public void TryRead_EveryMember_IsReadAsItWasWritten()
    {
        foreach (object part in new object[] { Full, Full.Job, Full.Request, Full.Job.Outputs[0], Full.Saved[0], Full.Owner! })
        {
            Assert.All(part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name != nameof(JournalEntry.Format)), property =>
                Assert.False(property.GetValue(part) is null or 0 or false or "", $"{part.GetType().Name}.{property.Name} has no value here"));
        }

        byte[] written = EntryFile.Serialize(Full);

        JournalEntry? read = EntryReader.TryRead(written);

        Assert.NotNull(read);
        Assert.Equal(Text(written), Text(EntryFile.Serialize(read)));
    }

    [Fact]
    public void TryRead_LeastEntry_IsReadAsItWasWritten()
    {
        byte[] written = EntryFile.Serialize(JournalFixture.Entry());

        JournalEntry? read = EntryReader.TryRead(written);

        Assert.NotNull(read);
        Assert.Equal(Text(written), Text(EntryFile.Serialize(read)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"Running\"")]
    [InlineData("\"running\"")]
    [InlineData("\"4\"")]
    [InlineData("\"Queued, Running\"")]
    [InlineData("4")]
    [InlineData("-1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("\"\\ud800\"")]
    [InlineData(null)]
    public void TryRead_AnyMemberOfAnotherKind_GivesWhatTheGeneralWayGives(string? put)
    {
        JsonNode whole = JsonNode.Parse(EntryFile.Serialize(Full))!;
        int read = 0;
        foreach (string path in Paths(whole, ""))
        {
            byte[] content = Changed(path, put);
            if (EntryReader.TryRead(content) is { } quick)
            {
                read++;
                JournalEntry general = EntryCheck.Complete(JsonSerializer.Deserialize(content, JournalJson.Default.JournalEntry)!);
                Assert.True(Written(general) == Written(quick), $"{path} as {put ?? "left out"}: {Written(quick)}");
            }
        }

        // A member that nothing hangs on is never in the way.
        Assert.True(read > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    public void TryRead_NoEntry_IsLeftToTheGeneralWay(string content) => Assert.Null(EntryReader.TryRead(System.Text.Encoding.UTF8.GetBytes(content)));

    private static byte[] Changed(string path, string? put)
    {
        // As text: a node would not take half a character.
        const string Mark = "b9b6e1f0";
        JsonNode whole = JsonNode.Parse(EntryFile.Serialize(Full))!;
        JsonNode holder = whole;
        string[] steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (string step in steps[..^1])
        {
            holder = holder is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : holder[step]!;
        }

        if (holder is JsonArray items)
        {
            int index = int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture);
            items.RemoveAt(index);
            if (put is not null)
            {
                items.Insert(index, Mark);
            }
        }
        else if (put is null)
        {
            _ = holder.AsObject().Remove(steps[^1]);
        }
        else
        {
            holder[steps[^1]] = Mark;
        }

        return System.Text.Encoding.UTF8.GetBytes(whole.ToJsonString().Replace($"\"{Mark}\"", put, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonNode node, string path)
    {
        IEnumerable<(string Name, JsonNode? Value)> members = node switch
        {
            JsonObject holder => holder.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((value, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), value)),
            _ => [],
        };
        return members.SelectMany(member => (IEnumerable<string>)[$"{path}/{member.Name}", .. member.Value is null ? [] : Paths(member.Value, $"{path}/{member.Name}")]);
    }

    /// <summary>Half a character among options is read by neither way, and cannot be written.</summary>
    private static string Written(JournalEntry entry)
    {
        try
        {
            return Text(EntryFile.Serialize(entry));
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static string Text(byte[] content) => System.Text.Encoding.UTF8.GetString(content);
}
