using System.Text.Json.Nodes;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

/// <summary>That every wrong field, type, method, key and state is refused, and nothing made or charged by it.</summary>
public sealed class AkoolEmulatorTestsRefusals
{
    [Theory]
    [InlineData("image_url", null, "image_url is required")]
    [InlineData("image_url", "7", "image_url must be a string")]
    [InlineData("image_url", "\"\"", "image_url must be a public http or https address")]
    [InlineData("image_url", "\"hands.png\"", "image_url must be a public http or https address")]
    [InlineData("image_url", "\"data:image/png;base64,AA==\"", "image_url must be a public http or https address")]
    [InlineData("prompt", null, "prompt is required")]
    [InlineData("prompt", "\"\"", "prompt must have at least 1 characters")]
    [InlineData("prompt", "[]", "prompt must be a string")]
    [InlineData("negative_prompt", null, "negative_prompt is required")]
    [InlineData("negative_prompt", "false", "negative_prompt must be a string")]
    [InlineData("extend_prompt", "\"true\"", "extend_prompt must be a boolean")]
    [InlineData("extend_prompt", "1", "extend_prompt must be a boolean")]
    [InlineData("resolution", null, "resolution is required")]
    [InlineData("resolution", "720", "resolution must be a string")]
    [InlineData("resolution", "\"480p\"", "resolution must be one of 720p, 1080p, 4k")]
    [InlineData("resolution", "\"4K\"", "resolution must be one of 720p, 1080p, 4k")]
    [InlineData("audio_type", null, "audio_type is required")]
    [InlineData("audio_type", "\"3\"", "audio_type must be an integer")]
    [InlineData("audio_type", "0", "audio_type must be one of 1, 2, 3")]
    [InlineData("audio_type", "4", "audio_type must be one of 1, 2, 3")]
    [InlineData("audio_type", "2", "audio_url is required")]
    [InlineData("audio_url", "5", "audio_url must be a string")]
    [InlineData("audio_url", "\"a.mp3\"", "audio_url must be a public http or https address")]
    [InlineData("video_length", null, "video_length is required")]
    [InlineData("video_length", "\"5\"", "video_length must be an integer")]
    [InlineData("video_length", "5.0", "video_length must be an integer")]
    [InlineData("video_length", "6", "video_length must be one of 5, 10")]
    [InlineData("is_premium_model", "\"yes\"", "is_premium_model must be a boolean")]
    [InlineData("effect_code", "1", "effect_code must be a string")]
    [InlineData("webhookurl", "true", "webhookurl must be a string")]
    [InlineData("webhookurl", "\"ftp://example.com\"", "webhookurl must be a public http or https address")]
    [InlineData("webhookUrl", "\"https://example.com\"", "webhookUrl is not a known member")]
    [InlineData("count", "1", "count is not a known member")]
    [InlineData("model_name", "1", "model_name must be a string")]
    [InlineData("last_image_url", "1", "last_image_url must be a string")]
    public async Task Create_WrongMember_Is1003(string member, string? json, string fault)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", AkoolFixture.With(AkoolFixture.Order(), member, json));

        AssertInvalid(akool, answer, fault);
    }

    [Theory]
    [InlineData("image_url", null, "image_url is required")]
    [InlineData("prompt", null, "prompt is required")]
    [InlineData("prompt", "\"\"", "prompt must have at least 1 characters")]
    [InlineData("model_name", "\"sora\"", "model_name must be one of AkoolImage2VideoFastV1, seedance-1-0-lite-i2v-250428, alibaba/wan2.5-i2v-preview")]
    [InlineData("negative_prompt", "1", "negative_prompt must be a string")]
    [InlineData("extend_prompt", "\"no\"", "extend_prompt must be a boolean")]
    [InlineData("resolution", null, "resolution is required")]
    [InlineData("resolution", "\"480p\"", "resolution must be one of 720p, 1080p, 4k")]
    [InlineData("video_length", null, "video_length is required")]
    [InlineData("video_length", "7", "video_length must be one of 5, 10")]
    [InlineData("last_image_url", "\"https://example.com/b.png\"", "last_image_url is not supported by AkoolImage2VideoFastV1")]
    [InlineData("generate_audio", "true", "generate_audio is not supported by AkoolImage2VideoFastV1")]
    [InlineData("generate_audio", "1", "generate_audio must be a boolean")]
    [InlineData("count", "0", "count must be between 1 and 10")]
    [InlineData("count", "11", "count must be between 1 and 10")]
    [InlineData("count", "\"2\"", "count must be an integer")]
    [InlineData("webhookurl", "1", "webhookurl must be a string")]
    public async Task Batch_WrongMember_Is1003(string member, string? json, string fault)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", AkoolFixture.With(AkoolFixture.Batch(), member, json));

        AssertInvalid(akool, answer, fault);
    }

    [Theory]
    [InlineData("audio_type", "3")]
    [InlineData("audio_url", "\"https://example.com/a.mp3\"")]
    [InlineData("effect_code", "\"squish_89244231312\"")]
    [InlineData("is_premium_model", "true")]
    public async Task Batch_MemberOfASingleClip_Is1003IfSetSo(string member, string json)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { TakeDemoMembers = false });

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt/batch", AkoolFixture.With(AkoolFixture.Batch(), member, json));

        AssertInvalid(akool, answer, $"{member} is not a known member");
    }

    [Theory]
    [InlineData("""{"_ids":["a","b"]}""", "_ids must be a string")]
    [InlineData("""{"ids":"a"}""", "_ids is required; ids is not a known member")]
    [InlineData("""{"_ids":""}""", "_ids must have at least 1 characters")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "is not valid JSON")]
    public async Task Results_WrongIds_FailInTheirOwnWords(string json, string fault)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        RawAnswer results = await akool.Client.SendAsync("POST", $"{AkoolFixture.Clips}/resultsByIds", json);
        RawAnswer delete = await akool.Client.SendAsync("POST", $"{AkoolFixture.Clips}/delbyids", json);

        AkoolFixture.AssertError(results, 1015, "Failed to get results");
        Assert.Equal(fault, Fault(results));
        AssertInvalid(akool, delete, fault);
    }

    [Theory]
    [InlineData("""{"audio_type":1}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"ID"}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"ID","audio_type":2}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"ID","audio_type":3}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"ID","audio_type":"1"}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"ID","audio_type":1,"audio":1}""", 1003, "parameter validate error")]
    [InlineData("""{"pre_video_id":"none","audio_type":1}""", 1008, "content does not exist")]
    [InlineData("""{"pre_video_id":"f0","audio_type":1}""", 1009, "you have no permission to operate")]
    [InlineData("""{"pre_video_id":"ID","audio_type":1}""", 1015, "create video error, please try again later")]
    public async Task UpdateAudio_WrongMemberOrState_IsRefused(string json, int code, string msg)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { ForeignVideoIds = new HashSet<string> { "f0" } });
        string id = await akool.CreateAsync();

        RawAnswer answer = await akool.Client.SendAsync("POST", $"{AkoolFixture.Clips}/updateVideoAudio", json.Replace("ID", id, StringComparison.Ordinal));

        AkoolFixture.AssertError(answer, code, msg);
        _ = Assert.Single(akool.Emulator.Charges.Entries);
    }

    [Fact]
    public async Task UpdateAudio_AddressAlwaysRequired_IsASwitch()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Pace = JobPace.AtOnce, RequireAudioUrlAlways = true });
        string id = await akool.CreateAsync();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/updateVideoAudio", new JsonObject { ["pre_video_id"] = id, ["audio_type"] = 1 });

        Assert.Equal((1003, "audio_url is required"), (answer.Json["code"]!.GetValue<int>(), Fault(answer)));
    }

    [Theory]
    [InlineData(null, null, 1102, "authorization can not be empty")]
    [InlineData("x-api-key", "wrong", 1109, "account does not exist")]
    [InlineData("x-api-key", "AKtestClientId0123456789==", 1109, "account does not exist")]
    [InlineData("Authorization", "Bearer wrong", 1101, "authorization is invalid or the token has expired")]
    [InlineData("Authorization", "akool-emulator-token", 1101, "authorization is invalid or the token has expired")]
    [InlineData("Authorization", "Bearer akool-emulator-key-0123456789abc", 1101, "authorization is invalid or the token has expired")]
    public async Task EveryEndpoint_WrongKey_IsRefused(string? header, string? value, int code, string msg)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        var headers = new Dictionary<string, string>();
        if (header is not null)
        {
            headers[header] = value!;
        }

        foreach ((string method, string path) in Endpoints)
        {
            AkoolFixture.AssertError(await akool.Client.SendAsync(method, path, method == "POST" ? AkoolFixture.Order().ToJsonString() : null, headers), code, msg);
        }

        Assert.Empty(akool.Emulator.Jobs);
    }

    [Fact]
    public async Task EveryEndpoint_WrongMethodOrCase_IsNoEndpoint()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        foreach ((string method, string path) in Endpoints.Append(("POST", "/api/open/v3/getToken")))
        {
            foreach (string other in Methods.Where(other => other != method))
            {
                RawAnswer answer = await akool.Client.SendAsync(other, path, other == "GET" ? null : "{}");
                Assert.Equal((405, method, ""), (answer.Status, answer.Header("Allow"), answer.Text));
            }

            RawAnswer small = await akool.Client.SendAsync(method, path.Replace("open", "Open", StringComparison.Ordinal), method == "GET" ? null : "{}");
            Assert.Equal((404, ""), (small.Status, small.Text));
        }

        Assert.Equal(404, (await akool.Client.PostAsync("/api/open/v4/image2video/createBySourcePrompt", AkoolFixture.Order())).Status);
        Assert.Equal(404, (await akool.Client.GetAsync("/api/open/v4/image2Video/infobyids")).Status);
    }

    [Theory]
    [InlineData("""{"clientId":"AKtestClientId0123456789=="}""", 1003, "parameter validate error")]
    [InlineData("""{"clientSecret":"x"}""", 1003, "parameter validate error")]
    [InlineData("""{"clientId":1,"clientSecret":"x"}""", 1003, "parameter validate error")]
    [InlineData("""{"clientId":"","clientSecret":"x"}""", 1003, "parameter validate error")]
    [InlineData("""{"clientId":"AKtestClientId0123456789==","clientSecret":"x"}""", 1101, "clientId or clientSecret is wrong")]
    [InlineData("""{"clientId":"x","clientSecret":"akool-emulator-key-0123456789abc"}""", 1101, "clientId or clientSecret is wrong")]
    public async Task Token_WrongPair_IsRefused(string json, int code, string msg)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        AkoolFixture.AssertError(await akool.Client.SendAsync("POST", "/api/open/v3/getToken", json), code, msg);
    }

    [Theory]
    [InlineData("/api/open/v4/aigModel/list", "types[] is required")]
    [InlineData("/api/open/v4/aigModel/list?types=1501", "types[] is required")]
    [InlineData("/api/open/v4/aigModel/list?types[]=1501&types[]=9", "types[] must be of 1501, 1502, 2101, not 9")]
    [InlineData("/api/open/v3/content/video/list?page=0", "page and size must be whole numbers from 1")]
    [InlineData("/api/open/v3/content/video/infobymodelid", "video_model_id is required")]
    public async Task Lists_WrongQuery_Is1003(string path, string fault)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        AssertInvalid(akool, await akool.Client.GetAsync(path), fault);
    }

    [Theory]
    [InlineData("video_length", "10", "createBySourcePrompt", 1009)]
    [InlineData("is_premium_model", "true", "createBySourcePrompt", 1009)]
    [InlineData("model_name", "\"alibaba/wan2.5-i2v-preview\"", "createBySourcePrompt/batch", 1009)]
    public async Task Create_BelowPro_HasNoPermission(string member, string json, string path, int code)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { IsPro = false });
        JsonObject body = path.EndsWith("batch", StringComparison.Ordinal) ? AkoolFixture.Batch() : AkoolFixture.Order();

        RawAnswer answer = await akool.Client.PostAsync($"{AkoolFixture.Clips}/{path}", AkoolFixture.With(body, member, json));

        AkoolFixture.AssertError(answer, code, "you have no permission to operate, please upgrade your plan");
        Assert.Empty(akool.Emulator.Charges.Entries);
    }

    [Fact]
    public async Task Create_UnknownEffect_DoesNotExist()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        AkoolFixture.AssertError(await akool.Client.PostAsync($"{AkoolFixture.Clips}/createBySourcePrompt", AkoolFixture.With(AkoolFixture.Order(), "effect_code", "\"none\"")), 1008, "effect does not exist");
    }

    [Theory]
    [InlineData("createBySourcePrompt")]
    [InlineData("createBySourcePrompt/batch")]
    public async Task Create_BalanceTooLow_Is1104AndMakesNothing(string path)
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { Balance = 19 });
        JsonObject body = path.EndsWith("batch", StringComparison.Ordinal) ? AkoolFixture.Batch() : AkoolFixture.Order();

        AkoolFixture.AssertError(await akool.Client.PostAsync($"{AkoolFixture.Clips}/{path}", body), 1104, "credit is insufficient");

        Assert.Empty(akool.Emulator.Jobs);
        Assert.Equal(19, akool.Emulator.Charges.Balance);
    }

    [Fact]
    public async Task Create_WrongMediaType_Is1003()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();

        AssertInvalid(akool, await akool.Client.SendAsync("POST", $"{AkoolFixture.Clips}/createBySourcePrompt", AkoolFixture.Order().ToJsonString(), mediaType: "text/plain"), "Content-Type must be application/json");
    }

    [Fact]
    public async Task Banned_AnyCall_Is1200()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync();
        akool.Emulator.Settings.IsBanned = true;

        AkoolFixture.AssertError(await akool.Client.GetAsync($"{AkoolFixture.Clips}/effects"), 1200, "account has been banned");
    }

    [Fact]
    public async Task Errors_StatusAndDataSwitched_AreAsSet()
    {
        await using AkoolFixture akool = await AkoolFixture.StartAsync(new AkoolSettings { HttpStatuses = new Dictionary<int, int> { [1102] = 401 }, NullDataInErrors = false });

        RawAnswer answer = await akool.Client.SendAsync("GET", $"{AkoolFixture.Clips}/effects", (string?)null, new Dictionary<string, string>());

        Assert.Equal((401, """{"code":1102,"msg":"authorization can not be empty"}"""), (answer.Status, answer.Text));
    }

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];

    private static (string Method, string Path)[] Endpoints =>
    [
        ("POST", $"{AkoolFixture.Clips}/createBySourcePrompt"),
        ("POST", $"{AkoolFixture.Clips}/createBySourcePrompt/batch"),
        ("POST", $"{AkoolFixture.Clips}/resultsByIds"),
        ("POST", $"{AkoolFixture.Clips}/updateVideoAudio"),
        ("POST", $"{AkoolFixture.Clips}/delbyids"),
        ("GET", $"{AkoolFixture.Clips}/effects"),
        ("GET", "/api/open/v4/aigModel/list"),
        ("GET", "/api/open/v3/faceswap/quota/info"),
        ("GET", "/api/open/v3/content/video/list"),
        ("GET", "/api/open/v3/content/video/infobymodelid"),
    ];

    private static string Fault(RawAnswer answer) => Uri.UnescapeDataString(answer.Header(AkoolEmulator.FaultHeader) ?? "");

    private static void AssertInvalid(AkoolFixture akool, RawAnswer answer, string fault)
    {
        AkoolFixture.AssertError(answer, 1003, "parameter validate error");
        Assert.Equal(fault, Fault(answer));
        Assert.Empty(akool.Emulator.Jobs);
        Assert.Empty(akool.Emulator.Charges.Entries);
    }
}
