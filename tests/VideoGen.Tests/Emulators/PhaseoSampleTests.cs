using System.Text.Json;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>Each recorded answer against what the emulator says in the same situation: status, headers, and the body to the letter.</summary>
public sealed class PhaseoSampleTests
{
    private const string Upload = """{"model":"openai/sora-2","prompt":"A paper boat"}""";

    private static readonly Dictionary<string, Func<PhaseoRoom, Task<PhaseoReply>>> Replays = new(StringComparer.Ordinal)
    {
        ["no-auth"] = room => room.PostAsync("/videos", PhaseoRoom.Boat, null),
        ["bad-format-key"] = room => room.PostAsync("/videos", PhaseoRoom.Boat, "abc"),
        ["unknown-key-list"] = room => room.GetAsync("/videos", "aistats_v1_sk_nobody_secret"),
        ["bad-json"] = room => room.PostAsync("/videos", "{"),
        ["missing-prompt"] = room => room.PostAsync("/videos", PhaseoRoom.With(("prompt", null))),
        ["size-resolution"] = room => room.PostAsync("/videos", PhaseoRoom.With(("resolution", "720p"))),
        ["unknown-member"] = room => room.PostAsync("/videos", PhaseoRoom.With(("foo", 1))),
        ["duration-121"] = room => room.PostAsync("/videos", PhaseoRoom.With(("duration", 121))),
        ["no-model"] = room => room.PostAsync("/videos", PhaseoRoom.With(("model", null))),
        ["unknown-model"] = room => room.PostAsync("/videos", PhaseoRoom.With(("model", "nobody/nothing"))),
        ["poor"] = room => room.PostAsync("/videos", PhaseoRoom.Boat, "aistats_v1_sk_poor_secret"),
        ["capped"] = room => room.PostAsync("/videos", PhaseoRoom.Boat, "aistats_v1_sk_capped_secret"),
        ["upstream-reject"] = room => room.PostAsync("/videos", PhaseoRoom.With(("prompt", "[moderated]"))),
        ["no-duration"] = room => room.PostAsync("/videos", Upload),
        ["create-ok"] = room => room.PostAsync("/videos", PhaseoRoom.Boat),
        ["content-early"] = async room => await room.GetAsync($"/videos/{await room.MakeAsync()}/content"),
        ["delete-early"] = async room => await room.SendAsync("DELETE", $"/videos/{await room.MakeAsync()}"),
        ["get-1"] = async room =>
        {
            string id = await room.MakeAsync();
            room.Time.Advance(TimeSpan.FromSeconds(8));
            return await room.GetAsync($"/videos/{id}");
        },
        ["get-2"] = async room => await room.GetAsync($"/videos/{await room.FinishAsync()}"),
        ["get-3"] = async room =>
        {
            string id = await room.FinishAsync();
            _ = await room.GetAsync($"/videos/{id}");
            return await room.GetAsync($"/videos/{id}");
        },
        ["list"] = async room =>
        {
            _ = await room.FinishAsync();
            return await room.GetAsync("/videos");
        },
        ["models"] = room =>
        {
            room.Emulator.Settings.Models = [PhaseoModels.Sora2];
            return room.GetAsync("/videos/models");
        },
        ["content"] = async room => await room.GetAsync($"/videos/{await room.FinishAsync()}/content"),
        ["signed"] = async room => await room.GetAsync((await room.GetAsync($"/videos/{await room.FinishAsync()}"))["download_url"]!, null),
        ["signed-tampered"] = async room => await room.GetAsync((await room.GetAsync($"/videos/{await room.FinishAsync()}"))["download_url"]!.Replace("download_sig=", "download_sig=0", StringComparison.Ordinal), null),
        ["cancel"] = async room => await room.PostAsync($"/videos/{await room.FinishAsync()}/cancel"),
        ["delete"] = async room => await room.SendAsync("DELETE", $"/videos/{await room.FinishAsync()}"),
        ["get-deleted"] = async room => await room.GetAsync($"/videos/{await DeleteAsync(room)}"),
        ["content-deleted"] = async room => await room.GetAsync($"/videos/{await DeleteAsync(room)}/content"),
        ["delete-twice"] = async room => await room.SendAsync("DELETE", $"/videos/{await DeleteAsync(room)}"),
        ["unknown"] = room => room.GetAsync("/videos/G-NOPE"),
        ["failed"] = async room => await room.GetAsync($"/videos/{await room.FinishAsync("""{"model":"openai/sora-2","prompt":"[fail]"}""")}"),
        ["failed-content"] = async room => await room.GetAsync($"/videos/{await room.FinishAsync(PhaseoRoom.With(("prompt", "[fail]")))}/content"),
        ["signed-url-access"] = async room => await room.GetAsync($"/videos/{await room.FinishAsync("""{"model":"openai/sora-2","prompt":"A boat","output":{"access":"signed_url"}}""")}"),
    };

    public static TheoryData<string> Recorded => [.. PhaseoSample.Names];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task PhaseoEmulator_RecordedSituation_IsAnsweredAsRecorded(string name)
    {
        PhaseoSample sample = PhaseoSample.Read(name);
        await using PhaseoRoom room = await PhaseoRoom.StartAsync();

        PhaseoReply reply = await Replays[name](room);

        Assert.Equal(sample.Status, (int)reply.Status);
        Assert.Equal(Comparable(sample.Headers), Comparable(reply.Headers));
        if (reply.Headers["content-type"] == "application/json")
        {
            Assert.Equal(PhaseoSample.Steady(sample.Body), PhaseoSample.Steady(reply.Text));
        }
        else
        {
            // The bodies of videos were not kept.
            Assert.Equal(room.Emulator.Settings.Video(0), reply.Bytes);
        }
    }

    [Fact]
    public void PhaseoSamples_All_HaveAReplayAndNoneIsLeftOver() => Assert.Equal(Replays.Keys.Order(StringComparer.Ordinal), PhaseoSample.Names);

    [Fact]
    public async Task PhaseoEmulator_DownloadToken_HasTheRecordedMembers()
    {
        await using PhaseoRoom room = await PhaseoRoom.StartAsync();
        string id = await room.FinishAsync();

        using JsonDocument token = Token((await room.GetAsync($"/videos/{id}"))["download_url"]!);
        using JsonDocument recorded = Token(JsonDocument.Parse(PhaseoSample.Read("get-2").Body).RootElement.GetProperty("download_url").GetString()!);

        Assert.Equal(recorded.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind)), token.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind)));
        Assert.Equal($$"""{"team_id":"team_test","video_id":"{{id}}","index":0,"disposition":"attachment"}""", token.RootElement.GetRawText());
    }

    private static JsonDocument Token(string uri) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(uri.Split("download_token=")[1].Split('&')[0]));

    private static async Task<string> DeleteAsync(PhaseoRoom room)
    {
        string id = await room.FinishAsync();
        _ = await room.SendAsync("DELETE", $"/videos/{id}");
        return id;
    }

    /// <summary>Without what any server adds, what only the emulator promises (ranges), and the values of measured times.</summary>
    private static IEnumerable<string> Comparable(IReadOnlyDictionary<string, string> headers) => headers
        .Where(header => header.Key is not ("date" or "server" or "content-length" or "transfer-encoding" or "accept-ranges" or "etag"))
        .Select(header => $"{header.Key}: {(header.Key switch
        {
            "server-timing" => "#",
            "cache-control" => string.Join(", ", header.Value.Split(", ").Order(StringComparer.Ordinal)),
            _ => PhaseoSample.Steady(header.Value),
        })}")
        .Order(StringComparer.Ordinal);
}
