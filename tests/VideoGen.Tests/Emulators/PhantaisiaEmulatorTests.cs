using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Phantaisia;

namespace VideoGen.Tests.Emulators;

public sealed class PhantaisiaEmulatorTests : IAsyncLifetime
{
    private const string Single = """{"prompt_image":"https://example.com/photo.jpg","prompt":"The subject turns and smiles.","model":"advanced","duration":"4s"}""";
    private const string Transition = """{"first_frame":"https://example.com/start.jpg","last_frame":"https://example.com/end.jpg","prompt":"Smooth transition from standing to sitting.","model":"advanced","duration":"8s"}""";

    private readonly ManualTimeProvider _time = new();

    private PhantaisiaEmulator? Service { get; set; }

    private ServiceCaller? Caller { get; set; }

    [Theory]
    [InlineData("single_frame_video", Single, 8)]
    [InlineData("first_last_frame_video", Transition, 16)]
    public async Task PhantaisiaEmulator_Run_GoesThroughItsStatesAndIsServedElsewhere(string kind, string body, int credits)
    {
        await StartAsync();

        string id = await RunAsync(kind, body);
        (await StatusAsync(id)).MustBe(200, $$"""{"id":"{{id}}","status":"IN_QUEUE","output":{} }""");
        Pass(2);
        (await StatusAsync(id, "{}")).MustBe(200, $$"""{"id":"{{id}}","status":"IN_PROGRESS","output":{} }""");
        Pass(6);
        string clip = Service!.Media.UriOf($"/videos/{id}.mp4").AbsoluteUri;
        (await StatusAsync(id)).MustBe(200, $$"""{"id":"{{id}}","status":"COMPLETED","output":{"video_url":"{{clip}}","video_status":"completed"} }""");

        ServiceAnswer part = await Caller!.SendAsync("GET", clip, null, [("Range", "bytes=0-3")]);
        Assert.Equal((206, 4), (part.Status, part.Bytes.Length));
        Assert.NotEqual(Service.BaseUri.Port, Service.Media.BaseUri.Port);
        Assert.Equal([new Charge(id, credits, "credits")], Service.Charges.Entries);
    }

    [Theory]
    [InlineData("[fail]", "FAILED", """{"video_status":"failed","video_error":"VEO generation failed"}""")]
    [InlineData("[cancelled]", "CANCELLED", "{}")]
    public async Task PhantaisiaEmulator_FailingPrompt_FailsWithStatus200AndCostsNothing(string word, string status, string output)
    {
        await StartAsync(new PhantaisiaSettings { Pace = JobPace.AtOnce });

        string id = await RunAsync("single_frame_video", Single.Replace("smiles", word, StringComparison.Ordinal));

        (await StatusAsync(id)).MustBe(200, $$"""{"id":"{{id}}","status":"{{status}}","output":{{output}} }""");
        Assert.Equal(1000, Service!.Charges.Balance);
    }

    [Theory]
    [InlineData("simple", "4s", "auto", 4)]
    [InlineData("advanced", "6s", "auto", 12)]
    [InlineData("performance", "8s", "auto", 24)]
    [InlineData("performance", "4s", "16:9", 12)]
    [InlineData("performance", "4s", "9:16", 12)]
    [InlineData("performance", "4s", "3:2", 12)]
    [InlineData("performance", "4s", "2:3", 12)]
    public async Task PhantaisiaEmulator_EveryModelWithItsOptions_IsTaken(string model, string duration, string ratio, int credits)
    {
        await StartAsync();

        _ = await RunAsync("single_frame_video", $$"""{"prompt_image":"data:image/png;base64,AAAA","prompt":"p","model":"{{model}}","duration":"{{duration}}","aspect_ratio":"{{ratio}}"}""");

        Assert.Equal(credits, Assert.Single(Service!.Charges.Entries).Amount);
    }

    [Theory]
    [InlineData("single_frame_video", "prompt_image", null, "missing", "Field required")]
    [InlineData("single_frame_video", "prompt_image", "5", "string_type", "Value must be a string")]
    [InlineData("single_frame_video", "prompt_image", "\"photo.jpg\"", "value_error", "Value must be a data URI of an image or a public URL")]
    [InlineData("single_frame_video", "prompt_image", "\"data:image/png;base64,%\"", "value_error", "Value must be a data URI of an image or a public URL")]
    [InlineData("single_frame_video", "prompt_image", "\"data:text/plain;base64,AAAA\"", "value_error", "Value must be a data URI of an image or a public URL")]
    [InlineData("single_frame_video", "prompt", null, "missing", "Field required")]
    [InlineData("single_frame_video", "prompt", "true", "string_type", "Value must be a string")]
    [InlineData("single_frame_video", "prompt", "null", "string_type", "Value must be a string")]
    [InlineData("single_frame_video", "model", null, "missing", "Field required")]
    [InlineData("single_frame_video", "model", "1", "string_type", "Value must be a string")]
    [InlineData("single_frame_video", "duration", null, "missing", "Field required")]
    [InlineData("single_frame_video", "duration", "4", "string_type", "Value must be a string")]
    [InlineData("single_frame_video", "duration", "\"4\"", "value_error", "Value must be one of 4s, 6s, 8s")]
    [InlineData("single_frame_video", "duration", "\"5s\"", "value_error", "Value must be one of 4s, 6s, 8s")]
    [InlineData("single_frame_video", "aspect_ratio", "\"1:1\"", "value_error", "Value must be one of auto, 16:9, 9:16, 3:2, 2:3")]
    [InlineData("single_frame_video", "aspect_ratio", "1.5", "string_type", "Value must be a string")]
    [InlineData("first_last_frame_video", "first_frame", null, "missing", "Field required")]
    [InlineData("first_last_frame_video", "first_frame", "[]", "string_type", "Value must be a string")]
    [InlineData("first_last_frame_video", "last_frame", null, "missing", "Field required")]
    [InlineData("first_last_frame_video", "last_frame", "\"\"", "value_error", "Value must be a data URI of an image or a public URL")]
    [InlineData("first_last_frame_video", "prompt", null, "missing", "Field required")]
    [InlineData("first_last_frame_video", "model", null, "missing", "Field required")]
    [InlineData("first_last_frame_video", "duration", "\"10s\"", "value_error", "Value must be one of 4s, 6s, 8s")]
    [InlineData("first_last_frame_video", "duration", null, "missing", "Field required")]
    public async Task PhantaisiaEmulator_WrongMember_IsRefusedAndNotCharged(string kind, string member, string? value, string type, string message)
    {
        await StartAsync();
        JsonObject body = JsonNode.Parse(kind == "single_frame_video" ? Single : Transition)!.AsObject();
        _ = body.Remove(member);
        string json = value is null ? body.ToJsonString() : $"{body.ToJsonString()[..^1]},\"{member}\":{value}}}";

        ServiceAnswer answer = await Caller!.PostAsync($"/v1/run/{kind}", json);

        answer.MustBe(422, $$"""{"detail":[{"type":"{{type}}","loc":["body","{{member}}"],"msg":"{{message}}"}]}""");
        Assert.Empty(Service!.Charges.Entries);
    }

    [Theory]
    [InlineData("single_frame_video", "ultra", "4s", "auto", """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'ultra' is not a valid video model."}""")]
    [InlineData("single_frame_video", "Advanced", "4s", "auto", """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'Advanced' is not a valid video model."}""")]
    [InlineData("single_frame_video", "advanced", "4s", "16:9", """{"error_code":"INVALID_ASPECT_RATIO_FOR_MODEL","detail":"Aspect ratio '16:9' is not supported with model 'advanced'."}""")]
    [InlineData("single_frame_video", "simple", "4s", "2:3", """{"error_code":"INVALID_ASPECT_RATIO_FOR_MODEL","detail":"Aspect ratio '2:3' is not supported with model 'simple'."}""")]
    [InlineData("single_frame_video", "simple", "6s", "auto", """{"detail":[{"type":"value_error","loc":["body","duration"],"msg":"Value must be 4s with model 'simple'"}]}""")]
    [InlineData("first_last_frame_video", "simple", "4s", null, """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'simple' is not supported for this endpoint."}""")]
    [InlineData("first_last_frame_video", "performance", "4s", null, """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'performance' is not supported for this endpoint."}""")]
    [InlineData("first_last_frame_video", "ultra", "4s", null, """{"error_code":"INVALID_VIDEO_MODEL","detail":"Model 'ultra' is not a valid video model."}""")]
    public async Task PhantaisiaEmulator_WrongCombination_IsRefusedWithItsCode(string kind, string model, string duration, string? ratio, string expected)
    {
        await StartAsync();
        JsonObject body = JsonNode.Parse(kind == "single_frame_video" ? Single : Transition)!.AsObject();
        (body["model"], body["duration"]) = (model, duration);
        if (ratio is not null)
        {
            body["aspect_ratio"] = ratio;
        }

        (await Caller!.PostAsync($"/v1/run/{kind}", body.ToJsonString())).MustBe(422, expected);
    }

    [Theory]
    [InlineData("{", "json_invalid", "Value is not valid JSON")]
    [InlineData("[]", "model_attributes_type", "Value must be an object")]
    public async Task PhantaisiaEmulator_BodyThatIsNoObject_IsRefused(string body, string type, string message)
    {
        await StartAsync();

        (await Caller!.PostAsync("/v1/run/single_frame_video", body)).MustBe(422, $$"""{"detail":[{"type":"{{type}}","loc":["body"],"msg":"{{message}}"}]}""");
    }

    [Theory]
    [InlineData(null, "Not authenticated")]
    [InlineData(PhantaisiaSettings.DefaultToken, "Not authenticated")]
    [InlineData("Basic " + PhantaisiaSettings.DefaultToken, "Not authenticated")]
    [InlineData("Bearer wrong", "Could not validate credentials")]
    public async Task PhantaisiaEmulator_WrongToken_IsRefusedEverywhere(string? authorization, string message)
    {
        await StartAsync();
        foreach (string path in new[] { "run/single_frame_video", "run/first_last_frame_video", "status/single_frame_video/job-1" })
        {
            ServiceAnswer answer = await Caller!.SendAsync("POST", $"/v1/{path}", "{}", authorization is null ? [] : [("Authorization", authorization)]);
            answer.MustBe(401, $$"""{"detail":"{{message}}"}""");
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }
    }

    [Theory]
    [InlineData("GET", "/v1/status/single_frame_video/job-1", 405, "Method Not Allowed")]
    [InlineData("GET", "/v1/run/single_frame_video", 405, "Method Not Allowed")]
    [InlineData("PUT", "/v1/run/first_last_frame_video", 405, "Method Not Allowed")]
    [InlineData("DELETE", "/v1/status/single_frame_video/job-1", 405, "Method Not Allowed")]
    [InlineData("POST", "/v1/status/first_last_frame_video/job-1", 404, "Not Found")]
    [InlineData("POST", "/v1/cancel/job-1", 404, "Not Found")]
    [InlineData("POST", "/run/single_frame_video", 404, "Not Found")]
    [InlineData("POST", "/v1/status/single_frame_video/job-1", 404, "Job not found")]
    public async Task PhantaisiaEmulator_WrongPlaceOrMethod_IsRefused(string method, string path, int status, string message)
    {
        await StartAsync();

        (await Caller!.SendAsync(method, path, null, Caller.Headers)).MustBe(status, $$"""{"detail":"{{message}}"}""");
    }

    [Fact]
    public async Task PhantaisiaEmulator_FourthCreation_WaitsForOneOfTheThree()
    {
        await StartAsync();
        for (int i = 0; i < 3; i++)
        {
            _ = await RunAsync("single_frame_video", Single);
        }

        (await Caller!.PostAsync("/v1/run/single_frame_video", Single)).MustBe(429, """{"detail":"Too many simultaneous requests"}""");
        Pass(8);
        _ = await RunAsync("single_frame_video", Single);
    }

    [Fact]
    public async Task PhantaisiaEmulator_NoCredits_Is402()
    {
        await StartAsync(new PhantaisiaSettings { Balance = 7 });

        (await Caller!.PostAsync("/v1/run/single_frame_video", Single)).MustBe(402, """{"detail":"Insufficient credits"}""");
        Assert.Empty(Service!.Charges.Entries);
    }

    [Theory]
    [InlineData(PhantaisiaErrorShape.InsideDetail, """{"detail":{"error_code":"INVALID_VIDEO_MODEL","message":"Model 'x' is not a valid video model."}}""")]
    [InlineData(PhantaisiaErrorShape.Plain, null)]
    public async Task PhantaisiaEmulator_OpenQuestions_CanBeAnsweredTheOtherWay(PhantaisiaErrorShape shape, string? expected)
    {
        await StartAsync(new PhantaisiaSettings { ErrorShape = shape, RefusesLongSimple = false, RefusesUnknownMembers = true, TooManyStatus = 503, MaxInFlight = 1, RunningOutput = PhantaisiaRunningOutput.Absent });

        ServiceAnswer error = await Caller!.PostAsync("/v1/run/single_frame_video", Single.Replace("advanced", "x", StringComparison.Ordinal));
        ServiceAnswer unknown = await Caller.PostAsync("/v1/run/first_last_frame_video", Transition[..^1] + ",\"aspect_ratio\":\"auto\"}");
        string id = await RunAsync("single_frame_video", Single.Replace("advanced", "simple", StringComparison.Ordinal).Replace("4s", "8s", StringComparison.Ordinal));

        Assert.Equal((422, expected is null ? null : JsonNode.Parse(expected)!.ToJsonString()), (error.Status, error.Json?.ToJsonString()));
        unknown.MustBe(422, """{"detail":[{"type":"extra_forbidden","loc":["body","aspect_ratio"],"msg":"Value is not a known member"}]}""");
        (await StatusAsync(id)).MustBe(200, $$"""{"id":"{{id}}","status":"IN_QUEUE"}""");
        Assert.Equal(503, (await Caller.PostAsync("/v1/run/single_frame_video", Single)).Status);
    }

    [Fact]
    public async Task PhantaisiaEmulator_UnknownMember_IsIgnoredUnlessToldOtherwise()
    {
        await StartAsync();

        _ = await RunAsync("first_last_frame_video", Transition[..^1] + ",\"aspect_ratio\":\"16:9\"}");

        Assert.Equal([("VIDEOGEN_PHANTAISIA_URI", Service!.BaseUri.AbsoluteUri.TrimEnd('/')), ("VIDEOGEN_PHANTAISIA_KEY", PhantaisiaSettings.DefaultToken)], Service.Environment);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Caller?.Dispose();
        await (Service?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task StartAsync(PhantaisiaSettings? settings = null)
    {
        Service = new PhantaisiaEmulator(settings, _time);
        await Service.StartAsync();
        Caller = new ServiceCaller(Service) { Headers = [("Authorization", $"Bearer {PhantaisiaSettings.DefaultToken}")] };
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<string> RunAsync(string kind, string body)
    {
        ServiceAnswer answer = await Caller!.PostAsync($"/v1/run/{kind}", body);
        string id = (string)answer.Json!["id"]!;
        answer.MustBe(200, $$"""{"id":"{{id}}","status":"IN_QUEUE"}""");
        return id;
    }

    private Task<ServiceAnswer> StatusAsync(string id, string? body = null) => Caller!.PostAsync($"/v1/status/single_frame_video/{id}", body);
}
