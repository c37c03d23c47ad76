using System.Text.Json.Nodes;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Emulators;

/// <summary>The ways through the service that end well.</summary>
public sealed class AkoolEmulatorTests
{
    [Fact]
    public async Task Create_FullOrder_AnswersTheJobAndTakesItsCredits()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings());
        JsonObject order = JsonNode.Parse("""
            {"image_url":"https://example.com/hands.png","prompt":"slow push-in","negative_prompt":"blur","extend_prompt":true,"resolution":"4k",
             "audio_type":2,"audio_url":"https://example.com/a.mp3","video_length":10,"is_premium_model":true,"effect_code":"squish_89244231312",
             "webhookurl":"https://example.com/hook"}
            """)!.AsObject();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", order);

        AkoolJob job = Assert.Single(akool.Emulator.Jobs);
        Assert.Matches("^[0-9a-f]{24}$", job.Id);
        JsonNode expected = JsonNode.Parse($$$"""
            {"code":1000,"msg":"OK","data":{
             "create_time":1777863721000,"uid":100001,"team_id":"6500000000000000000000aa","webhookUrl":"https://example.com/hook","resolution":"4k",
             "file_name":"Image2Video_1777863721000.mp4","effect_name":"Squish","_id":"{{{job.Id}}}","image_url":"https://example.com/hands.png",
             "prompt":"slow push-in","audio_type":2,"audio_url":"https://example.com/a.mp3","deduction_credit":60,"effect_code":"squish_89244231312",
             "status":1,"negative_prompt":"blur","extend_prompt":true}}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Text);
        Assert.Equal([new Charge(job.Id, 60, "credits")], akool.Emulator.Charges.Entries);
        RawAnswer quota = await akool.Client.GetAsync("/api/open/v3/faceswap/quota/info");
        Assert.Equal("""{"code":1000,"msg":"OK","data":{"credit":940}}""", quota.Text);
    }

    [Theory]
    [InlineData("720p", 5, 20)]
    [InlineData("720p", 10, 40)]
    [InlineData("1080p", 5, 25)]
    [InlineData("1080p", 10, 50)]
    [InlineData("4k", 5, 30)]
    [InlineData("4k", 10, 60)]
    public async Task Create_EachPrice_IsThePages(string resolution, int length, int credits)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        JsonObject order = AkoolFixture.Order();
        (order["resolution"], order["video_length"]) = (resolution, length);

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", order);

        Assert.Equal(credits, answer.Json["data"]!["deduction_credit"]!.GetValue<int>());
    }

    [Fact]
    public async Task Results_TimePasses_GoThroughTheStatusesToAFileOfAnotherOrigin()
    {
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(10), Running = TimeSpan.FromSeconds(20) };
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = pace, ClipBytes = 5000 });
        string id = await akool.CreateAsync();
        var statuses = new List<int>();
        JsonNode row = null!;
        foreach (int seconds in new[] { 0, 10, 20 })
        {
            akool.Time.Advance(TimeSpan.FromSeconds(seconds));
            row = (await akool.ResultsAsync(id)).Json["data"]!["result"]![0]!;
            statuses.Add(row["status"]!.GetValue<int>());
            Assert.Equal(statuses[^1] == 3, row["video_url"]!.GetValue<string>().Length > 0);
        }

        Assert.Equal([1, 2, 3], statuses);
        Assert.Equal((5.18, 1777863751000, false), (row["video_duration"]!.GetValue<double>(), row["update_time"]!.GetValue<long>(), row["only_add_audio"]!.GetValue<bool>()));
        string link = row["video_url"]!.GetValue<string>();
        Assert.NotEqual(akool.Emulator.BaseUri.Port, new Uri(link).Port);
        RawAnswer part = await akool.Client.SendAsync("GET", link, (string?)null, new Dictionary<string, string> { ["Range"] = "bytes=4990-" });
        Assert.Equal((206, 10), (part.Status, part.Bytes.Length));

        akool.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(403, (await akool.Client.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Results_SeveralIds_LeaveOutUnknownAndForeignOnes()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        string first = await akool.CreateAsync();
        string second = await akool.CreateAsync("please fail-this");

        RawAnswer answer = await akool.ResultsAsync(second, "68919a464b4dbdd4ab3d3034", first);

        Assert.Equal(
            [(second, 4), (first, 3)],
            answer.Json["data"]!["result"]!.AsArray().Select(row => (row!["_id"]!.GetValue<string>(), row["status"]!.GetValue<int>())));
        Assert.Equal("", answer.Json["data"]!["result"]![0]!["video_url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false, 960)]
    [InlineData(true, 980)]
    public async Task Results_FailedJob_IsRefundedOnceIfSetSo(bool refund, int balance)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = JobPace.AtOnce, RefundFailures = refund });
        string failed = await akool.CreateAsync("fail-this");
        string good = await akool.CreateAsync();

        _ = await akool.ResultsAsync(failed, good);
        _ = await akool.ResultsAsync(failed, good);

        Assert.Equal(balance, akool.Emulator.Charges.Balance);
    }

    [Fact]
    public async Task Batch_ThreeOfWhichOneIsRefused_HasBothLists()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", AkoolFixture.Batch("refuse-some"));

        JsonArray made = answer.Json["data"]!["successList"]!.AsArray();
        Assert.Equal(akool.Emulator.Jobs.Select(job => job.Id), made.Select(item => item!["_id"]!.GetValue<string>()));
        Assert.Equal(2, made.Count);
        Assert.All(made, item => Assert.Equal(("AkoolImage2VideoFastV1", 3, 20), (item!["model_name"]!.GetValue<string>(), item["batch_count"]!.GetValue<int>(), item["deduction_credit"]!.GetValue<int>())));
        _ = Assert.Single(made.Select(item => item!["batch_id"]!.GetValue<string>()).Distinct());
        Assert.Equal("""[{"code":1015,"msg":"create video error, please try again later"}]""", answer.Json["data"]!["errorList"]!.ToJsonString());
        Assert.Equal(960, akool.Emulator.Charges.Balance);
    }

    [Fact]
    public async Task Batch_AsTheServicesDemoSendsIt_IsMade()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        JsonObject batch = JsonNode.Parse("""
            {"image_url":"https://example.com/a.png","prompt":"slow push-in","model_name":"AkoolImage2VideoFastV1","negative_prompt":"blurry",
             "resolution":"720p","audio_url":"","audio_type":"3","video_length":5,"is_premium_model":false,"count":2,"effect_code":"squish_89244231312"}
            """)!.AsObject();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", batch);

        Assert.Equal((1000, 2), (answer.Json["code"]!.GetValue<int>(), answer.Json["data"]!["successList"]!.AsArray().Count));
        Assert.Equal(960, akool.Emulator.Charges.Balance);
    }

    [Fact]
    public async Task Batch_BalanceForOne_MakesOneAndTellsTheOthers()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Balance = 30, ErrorListOfObjects = false });

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", AkoolFixture.Batch());

        _ = Assert.Single(akool.Emulator.Jobs);
        Assert.Equal("""["credit is insufficient","credit is insufficient"]""", answer.Json["data"]!["errorList"]!.ToJsonString());
    }

    [Fact]
    public async Task Batch_GeneratedAudioOfAModelThatHasIt_MultipliesTheCredits()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        JsonObject batch = AkoolFixture.Batch();
        (batch["model_name"], batch["generate_audio"], batch["count"]) = ("alibaba/wan2.5-i2v-preview", true, 1);

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", batch);

        Assert.Equal(100, answer.Json["data"]!["successList"]![0]!["deduction_credit"]!.GetValue<int>());
    }

    [Fact]
    public async Task UpdateAudio_CompletedClip_IsANewJobForFiveCredits()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        string id = await akool.CreateAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/updateVideoAudio", new JsonObject { ["pre_video_id"] = id, ["audio_type"] = 2, ["audio_url"] = "https://example.com/a.mp3" });

        JsonNode data = answer.Json["data"]!;
        Assert.Equal((id, 5, true, "https://example.com/a.mp3"), (data["pre_video_id"]!.GetValue<string>(), data["deduction_credit"]!.GetValue<int>(), data["only_add_audio"]!.GetValue<bool>(), data["audio_url"]!.GetValue<string>()));
        string second = data["_id"]!.GetValue<string>();
        Assert.NotEqual(id, second);
        JsonNode row = (await akool.ResultsAsync(second)).Json["data"]!["result"]![0]!;
        Assert.Equal((3, true), (row["status"]!.GetValue<int>(), row["only_add_audio"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Delete_OneOfEachKind_SucceedsInPart()
    {
        var pace = new JobPace { Queued = TimeSpan.Zero, Running = TimeSpan.FromSeconds(10) };
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = pace, ForeignVideoIds = new HashSet<string> { "f0" } });
        string done = await akool.CreateAsync();
        akool.Time.Advance(TimeSpan.FromSeconds(10));
        string working = await akool.CreateAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/delbyids", new JsonObject { ["_ids"] = $"{done},{working},f0,x" });

        Assert.Equal(
            $$$"""{"code":1000,"msg":"Delete successfully","data":{"successIds":["{{{done}}}"],"noPermissionItems":[{"_id":"{{{working}}}","msg":"video resource is processing, please try again later"},{"_id":"f0","msg":"no permission to delete this video resource"},{"_id":"x","msg":"video resource does not exist"}]}}""",
            answer.Text);
        Assert.Equal("[]", (await akool.ResultsAsync(done)).Json["data"]!["result"]!.ToJsonString());
    }

    [Fact]
    public async Task Token_OfTheRightPair_OpensTheServiceAndWinsOverTheKey()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        JsonObject pair = new() { ["clientId"] = akool.Emulator.Settings.ClientId, ["clientSecret"] = akool.Emulator.Settings.ApiKey };

        RawAnswer token = await akool.Client.SendAsync("POST", "/api/open/v3/getToken", pair.ToJsonString(), new Dictionary<string, string>());
        RawAnswer quota = await akool.Client.SendAsync("GET", "/api/open/v3/faceswap/quota/info", (string?)null, new Dictionary<string, string>
        {
            ["Authorization"] = $"Bearer {token.Json["token"]!.GetValue<string>()}",
            ["x-api-key"] = "wrong",
        });

        Assert.Equal("""{"code":1000,"token":"akool-emulator-token"}""", token.Text);
        Assert.Equal(1000, quota.Json["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task Lists_OfEffectsModelsAndVideos_AreThePages()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        string id = await akool.CreateAsync();

        JsonNode effects = (await akool.Client.GetAsync($"{AkoolFixture.Clips}/effects")).Json["data"]!;
        JsonNode models = (await akool.Client.GetAsync("/api/open/v4/aigModel/list?types[]=1501")).Json["data"]!;
        JsonNode videos = (await akool.Client.GetAsync("/api/open/v3/content/video/list?page=1&size=50")).Json["data"]!;
        JsonNode video = (await akool.Client.GetAsync($"/api/open/v3/content/video/infobymodelid?video_model_id={id}")).Json["data"]!;

        Assert.Equal((3, "squish_89244231312"), (effects["count"]!.GetValue<int>(), effects["result"]![0]!["effect_code"]!.GetValue<string>()));
        Assert.Equal(["_id", "create_time", "logo", "name", "video_url", "effect_code"], effects["result"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal((3, "AkoolImage2VideoFastV1", 4), (models.AsArray().Count, models[0]!["value"]!.GetValue<string>(), models[0]!["resolutionList"]![0]!["unit_credit"]!.GetValue<int>()));
        Assert.Equal((id, 15, 3), (videos["result"]![0]!["_id"]!.GetValue<string>(), videos["result"]![0]!["type"]!.GetValue<int>(), video["video_status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Scenario_LostAnswer_HasMadeAndChargedTheJob()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        akool.Emulator.Scenarios.Play(AnswerScenarios.LostAnswer(), path: AkoolFixture.Clips);

        _ = await Assert.ThrowsAsync<HttpRequestException>(() => akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", AkoolFixture.Order()));

        Assert.Equal(980, akool.Emulator.Charges.Balance);
        _ = Assert.Single(akool.Emulator.Jobs);
    }

    [Fact]
    public async Task Scenario_OddJson_HasMadeTheJobToo()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        akool.Emulator.Scenarios.Play(AnswerScenarios.Answer("""{"code":"1000"}"""));

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", AkoolFixture.Order());

        Assert.Equal((200, """{"code":"1000"}""", 1), (answer.Status, answer.Text, akool.Emulator.Jobs.Count));
    }

    [Fact]
    public async Task Control_FromOutside_PlaysTheServicesCodesAndShowsCharges()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        _ = await akool.CreateAsync();
        RawAnswer set = await akool.Client.SendAsync("POST", "/_emulator/scenario?name=code&value=1005");
        RawAnswer paid = await akool.Client.SendAsync("POST", "/_emulator/balance?value=7");

        RawAnswer busy = await akool.Client.GetAsync($"{AkoolFixture.Clips}/effects");
        RawAnswer quota = await akool.Client.GetAsync("/api/open/v3/faceswap/quota/info");
        RawAnswer charges = await akool.Client.GetAsync("/_emulator/charges");

        Assert.Equal((204, 204), (set.Status, paid.Status));
        AkoolFixture.AssertError(busy, 1005, "emulated error");
        Assert.Equal(7, quota.Json["data"]!["credit"]!.GetValue<int>());
        Assert.Equal(20, charges.Json[0]!["amount"]!.GetValue<int>());
    }

    [Fact]
    public void SampleClip_OfTwoJobs_Differs() =>
        Assert.NotEqual(SampleClip.Mp4(5000, 1), SampleClip.Mp4(5000, 2));
}
