using System.Text.Json.Nodes;
using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class ArtnexEmulatorTests : IAsyncLifetime
{
    private const string Text = """{"prompt":"A drone over a misty mountain range","model":"veo3.1"}""";

    private readonly ManualTimeProvider _time = new();

    private ArtnexEmulator? Service { get; set; }

    private ServiceCaller? Caller { get; set; }

    [Theory]
    [InlineData("/video/")]
    [InlineData("/video/status/")]
    public async Task ArtnexEmulator_TextToVideo_IsChargedWhenItCompletes(string status)
    {
        await StartAsync();

        string id = await CreateAsync(Text);
        (await Caller!.GetAsync(status + id)).MustBe(200, $$"""{"success":true,"request_id":"{{id}}","status":"pending"}""");
        Pass(5);
        (await Caller.GetAsync(status + id)).MustBe(200, $$"""{"success":true,"request_id":"{{id}}","status":"pending"}""");
        Assert.Empty(Service!.Charges.Entries);
        Pass(5);
        string clip = Service.Media.UriOf($"/videos/{id}.mp4").AbsoluteUri;
        (await Caller.GetAsync(status + id)).MustBe(200, $$"""{"success":true,"request_id":"{{id}}","status":"completed","video_url":"{{clip}}","credits_used":3000}""");
        Assert.Equal([new Charge(id, 3000, "credits")], Service.Charges.Entries);
    }

    [Fact]
    public async Task ArtnexEmulator_Link_IsGoodFor24HoursAndOnAnotherOrigin()
    {
        await StartAsync(new ArtnexSettings { Pace = JobPace.AtOnce });
        string id = await CreateAsync(Text);
        string clip = (string)(await Caller!.GetAsync($"/video/{id}")).Json!["video_url"]!;

        ServiceAnswer part = await Caller.SendAsync("GET", clip, null, [("Range", "bytes=5-")]);
        Pass(TimeSpan.FromHours(24).TotalSeconds - 1);
        ServiceAnswer last = await Caller.SendAsync("GET", clip, null, []);
        Pass(1);
        ServiceAnswer late = await Caller.SendAsync("GET", clip, null, []);

        Assert.Equal((206, 200, 403, 64_000 - 5), (part.Status, last.Status, late.Status, part.Bytes.Length));
        Assert.NotEqual(Service!.BaseUri.Port, Service.Media.BaseUri.Port);
    }

    [Theory]
    [InlineData("veo3.1", 3000, "4,6,8")]
    [InlineData("veo3-fast", 2000, "4,6,8")]
    [InlineData("sora-2", 3500, "4,8,12")]
    [InlineData("sora-2-pro", 6000, "4,8,12")]
    [InlineData("kling-v2.5-turbo-pro", 1500, "5,10")]
    [InlineData("kling-v2.6-pro", 5500, "5,10,16")]
    [InlineData("wan-2.5", 3500, "5,10")]
    [InlineData("seedance-v1.5-pro-t2v", 2600, "4,5,6,7,8,9,10,11,12")]
    [InlineData("veo3.1-i2v", 3500, "4,6,8")]
    [InlineData("veo3-fast-i2v", 2000, "4,6,8")]
    [InlineData("kling-v2.5-turbo-pro-i2v", 1500, "5,10")]
    [InlineData("wan-2.5-i2v", 1500, "5,6,7,8,9,10")]
    [InlineData("seedance-v1.5-pro-i2v", 1500, "4,5,6,7,8,9,10,11,12")]
    public async Task ArtnexEmulator_EveryModel_HasItsCreditsAndDurations(string model, int credits, string durations)
    {
        await StartAsync(new ArtnexSettings { Pace = JobPace.AtOnce });
        string more = model.EndsWith("-i2v", StringComparison.Ordinal)
            ? ",\"mode\":\"image-to-video\",\"image\":\"https://example.com/a.png\""
            : ",\"mode\":\"text-to-video\",\"aspect_ratio\":\"1:1\"";
        var taken = new List<string>();
        for (int seconds = 1; seconds <= 17; seconds++)
        {
            ServiceAnswer answer = await Caller!.PostAsync("/video", $$"""{"prompt":"p","model":"{{model}}","duration":{{seconds}}{{more}} }""");
            if (answer.Status == 200)
            {
                taken.Add($"{seconds}");
                Assert.Equal(credits, (int)(await Caller.GetAsync($"/video/{answer.Json!["request_id"]}")).Json!["credits_used"]!);
            }
            else
            {
                answer.MustBe(422, $$"""{"success":false,"error":"invalid_duration","message":"duration must be one of {{durations.Replace(",", ", ", StringComparison.Ordinal)}}."}""");
            }
        }

        Assert.Equal(durations, string.Join(",", taken));
    }

    [Theory]
    [InlineData("""{"model":"veo3.1"}""", 400, "missing_prompt", "The prompt field is absent or empty.")]
    [InlineData("""{"prompt":"","model":"veo3.1"}""", 400, "missing_prompt", "The prompt field is absent or empty.")]
    [InlineData("""{"prompt":null,"model":"veo3.1"}""", 400, "missing_prompt", "The prompt field is absent or empty.")]
    [InlineData("""{"mode":"x"}""", 400, "missing_prompt", "The prompt field is absent or empty.")]
    [InlineData("""{"prompt":1,"model":"veo3.1"}""", 422, "invalid_request", "prompt must be a string.")]
    [InlineData("""{"prompt":"{4001}","model":"veo3.1"}""", 422, "invalid_request", "prompt must have at most 4000 characters.")]
    [InlineData("""{"prompt":"p"}""", 400, "invalid_model", "The model value is not a supported video model ID.")]
    [InlineData("""{"prompt":"p","model":"veo9","mode":"x"}""", 400, "invalid_model", "The model value is not a supported video model ID.")]
    [InlineData("""{"prompt":"p","model":"VEO3.1"}""", 400, "invalid_model", "The model value is not a supported video model ID.")]
    [InlineData("""{"prompt":"p","model":3}""", 422, "invalid_request", "model must be a string.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","mode":"t2v"}""", 400, "invalid_mode", "mode must be \"text-to-video\" or \"image-to-video\".")]
    [InlineData("""{"prompt":"p","model":"veo3.1","mode":1}""", 422, "invalid_request", "mode must be a string.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video"}""", 400, "missing_image", "mode is \"image-to-video\" but no image was provided.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video","image":""}""", 400, "missing_image", "mode is \"image-to-video\" but no image was provided.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video","image":5}""", 422, "invalid_request", "image must be a string.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video","image":"http://example.com/a.png"}""", 422, "invalid_image", "image must be a public https URL or a base64 image.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video","image":"data:image/png;base64,%"}""", 422, "invalid_image", "image must be a public https URL or a base64 image.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","mode":"image-to-video","image":"https://example.com/a.png"}""", 400, "invalid_model", "The model value does not support this mode.")]
    [InlineData("""{"prompt":"p","model":"veo3.1-i2v"}""", 400, "invalid_model", "The model value does not support this mode.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","aspect_ratio":"4:3"}""", 422, "invalid_request", "aspect_ratio must be one of 16:9, 9:16, 1:1.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","aspect_ratio":1}""", 422, "invalid_request", "aspect_ratio must be a string.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","duration":"4"}""", 422, "invalid_request", "duration must be an integer.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","duration":4.5}""", 422, "invalid_request", "duration must be an integer.")]
    [InlineData("""{"prompt":"p","model":"veo3.1","seed":4}""", 422, "invalid_request", "seed is not a known member.")]
    [InlineData("{", 400, "invalid_request", "The body is not valid JSON.")]
    [InlineData("[]", 400, "invalid_request", "The body must be an object.")]
    public async Task ArtnexEmulator_WrongBody_IsRefusedWithItsCode(string body, int status, string code, string message)
    {
        await StartAsync();

        ServiceAnswer answer = await Caller!.PostAsync("/video", body.Replace("{4001}", new string('x', 4001), StringComparison.Ordinal));

        answer.MustBe(status, $$"""{"success":false,"error":"{{code}}","message":{{JsonValue.Create(message).ToJsonString()}} }""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer  " + ArtnexSettings.DefaultKey)]
    [InlineData(ArtnexSettings.DefaultKey)]
    [InlineData("Token " + ArtnexSettings.DefaultKey)]
    public async Task ArtnexEmulator_WrongKey_IsRefusedBeforeTheBody(string? authorization)
    {
        await StartAsync();
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];
        const string Refused = """{"success":false,"error":"invalid_api_key","message":"The API key is missing, malformed, or revoked."}""";

        (await Caller!.SendAsync("POST", "/video", "{", headers)).MustBe(401, Refused);
        (await Caller.SendAsync("GET", "/video/req_1", null, headers)).MustBe(401, Refused);
    }

    [Theory]
    [InlineData("GET", "/video", 405, "method_not_allowed", "Method not allowed.")]
    [InlineData("PUT", "/video", 405, "method_not_allowed", "Method not allowed.")]
    [InlineData("POST", "/video/req_1", 405, "method_not_allowed", "Method not allowed.")]
    [InlineData("DELETE", "/video/req_1", 405, "method_not_allowed", "Method not allowed.")]
    [InlineData("GET", "/status/req_1", 404, "not_found", "Not found.")]
    [InlineData("GET", "/video/req_1", 404, "not_found", "No such request.")]
    public async Task ArtnexEmulator_WrongPlaceOrMethod_IsRefused(string method, string path, int status, string code, string message)
    {
        await StartAsync();

        (await Caller!.SendAsync(method, path, null, Caller.Headers)).MustBe(status, $$"""{"success":false,"error":"{{code}}","message":"{{message}}"}""");
    }

    [Fact]
    public async Task ArtnexEmulator_CreditsOfRunningJobs_AreSpokenFor()
    {
        await StartAsync(new ArtnexSettings { Balance = 5999 });
        string id = await CreateAsync(Text);

        (await Caller!.PostAsync("/video", Text)).MustBe(402, """{"success":false,"error":"insufficient_credits","message":"Your account does not have enough credits."}""");
        Pass(8);
        _ = await Caller.GetAsync($"/video/{id}");
        Assert.Equal(2999, Service!.Charges.Balance);
    }

    [Fact]
    public async Task ArtnexEmulator_FailingPrompt_EndsInErrorAndCostsNothing()
    {
        await StartAsync(new ArtnexSettings { Pace = JobPace.AtOnce });

        string id = await CreateAsync("""{"prompt":"[fail]","model":"veo3.1"}""");

        (await Caller!.GetAsync($"/video/{id}")).MustBe(200, $$"""{"success":false,"request_id":"{{id}}","status":"error","message":"Generation failed"}""");
        Assert.Empty(Service!.Charges.Entries);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(7, "7")]
    public async Task ArtnexEmulator_QuotaOf24Hours_Rolls(int? retryAfter, string? header)
    {
        await StartAsync(new ArtnexSettings { RequestsPerDay = 2, RetryAfter = retryAfter });
        string id = await CreateAsync(Text);
        Pass(3600);
        Assert.Equal(200, (await Caller!.GetAsync($"/video/{id}")).Status);

        ServiceAnswer refused = await Caller.PostAsync("/video", Text);
        refused.MustBe(429, """{"success":false,"error":"rate_limit_exceeded","message":"You have exceeded your plan's daily request quota."}""");
        Assert.Equal(header, refused.Headers.GetValueOrDefault("Retry-After"));
        Pass(TimeSpan.FromHours(23).TotalSeconds);
        _ = await CreateAsync(Text);
        Assert.Equal(429, (await Caller.PostAsync("/video", Text)).Status);
    }

    [Fact]
    public async Task ArtnexEmulator_SecondPollWithinFiveSeconds_IsThrottled()
    {
        await StartAsync();
        string[] ids = [await CreateAsync(Text), await CreateAsync(Text)];
        _ = await Caller!.GetAsync($"/video/{ids[0]}");
        Pass(4.9);

        (await Caller.GetAsync($"/video/{ids[0]}")).MustBe(429, """{"success":false,"error":"rate_limit_exceeded","message":"Do not poll more frequently than once per 5 seconds."}""");
        Assert.Equal(200, (await Caller.GetAsync($"/video/{ids[1]}")).Status);
        Pass(0.1);
        Assert.Equal(200, (await Caller.GetAsync($"/video/{ids[0]}")).Status);
    }

    [Theory]
    [InlineData(ArtnexErrorShape.Nested, """{"error":{"code":"not_found","message":"No such request."}}""")]
    [InlineData(ArtnexErrorShape.CodeAndMessage, """{"code":"not_found","message":"No such request."}""")]
    public async Task ArtnexEmulator_OpenQuestions_CanBeAnsweredTheOtherWay(ArtnexErrorShape shape, string notFound)
    {
        await StartAsync(new ArtnexSettings
        {
            ErrorShape = shape,
            CreatedStatus = 202,
            StatusPaths = ["/status/{id}"],
            RunningWord = "processing",
            FailedWord = "failed",
            RefusesOtherDurations = false,
            RefusesOtherMode = false,
            RefusesUnknownMembers = false,
            ThrottlesPolls = false,
            PollsCount = false,
            RequestsPerDay = 2,
            TakesBareBase64 = false,
        });

        (await Caller!.GetAsync("/status/req_1")).MustBe(404, notFound);
        ServiceAnswer bare = await Caller.PostAsync("/video", """{"prompt":"p","model":"veo3.1-i2v","mode":"image-to-video","image":"AAAA"}""");
        ServiceAnswer created = await Caller.PostAsync("/video", """{"prompt":"[fail]","model":"veo3.1","mode":"image-to-video","image":"data:image/png;base64,AAAA","duration":99,"seed":1}""");
        var words = new List<string>();
        for (int i = 0; i < 9; i++)
        {
            words.Add((string)(await Caller.GetAsync($"/status/{created.Json!["request_id"]}")).Json!["status"]!);
            Pass(1);
        }

        Assert.Equal((422, 202), (bare.Status, created.Status));
        Assert.Equal(["pending", "processing", "failed"], words.Distinct());
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("data:image/jpeg;base64,AAAA")]
    public async Task ArtnexEmulator_ImageAsText_IsTaken(string image)
    {
        await StartAsync();

        _ = await CreateAsync($$"""{"prompt":"p","model":"wan-2.5-i2v","mode":"image-to-video","image":"{{image}}","aspect_ratio":null}""");

        Assert.Equal([("VIDEOGEN_ARTNEX_URI", $"{Service!.BaseUri}v1"), ("VIDEOGEN_ARTNEX_KEY", ArtnexSettings.DefaultKey)], Service.Environment);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Caller?.Dispose();
        await (Service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task StartAsync(ArtnexSettings? settings = null)
    {
        Service = new ArtnexEmulator(settings, _time);
        await Service.StartAsync();
        Caller = new ServiceCaller(Service, "/v1") { Headers = [("Authorization", $"Bearer {ArtnexSettings.DefaultKey}")] };
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<string> CreateAsync(string body)
    {
        ServiceAnswer answer = await Caller!.PostAsync("/video", body);
        string id = (string)answer.Json!["request_id"]!;
        answer.MustBe(200, $$"""{"success":true,"request_id":"{{id}}","status":"pending"}""");
        return id;
    }
}
