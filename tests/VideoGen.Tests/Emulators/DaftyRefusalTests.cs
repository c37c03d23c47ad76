using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class DaftyRefusalTests
{
    private const string Unauthorized = """{"error":{"code":"UNAUTHORIZED","message":"Invalid API key"}}""";

    [Theory]
    [InlineData("image-to-video", """{"prompt":"p"}""", "image is required")]
    [InlineData("image-to-video", """{"image":"","prompt":"p"}""", "image must have at least 1 characters")]
    [InlineData("image-to-video", """{"image":["https://example.com/a"],"prompt":"p"}""", "image must be a string")]
    [InlineData("image-to-video", """{"image":"https://example.com/{2048}","prompt":"p"}""", "image must have at most 2048 characters")]
    [InlineData("image-to-video", """{"image":"http://example.com/a.png","prompt":"p"}""", "image must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("image-to-video", """{"image":"https://localhost/a.png","prompt":"p"}""", "image must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("image-to-video", """{"image":"https://10.0.0.1/a.png","prompt":"p"}""", "image must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("image-to-video", """{"image":"data:image/png;base64,AAAA","prompt":"p"}""", "image must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("image-to-video", """{"image":"up_unknown","prompt":"p"}""", "image must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("image-to-video", """{"image":"https://example.com/a"}""", "prompt is required")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":""}""", "prompt must have at least 1 characters")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"{2001}"}""", "prompt must have at most 2000 characters")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","duration":0}""", "duration must be between 1 and 15")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","duration":16}""", "duration must be between 1 and 15")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","duration":6.5}""", "duration must be an integer")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","duration":"6"}""", "duration must be an integer")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","duration":null}""", "duration must be an integer")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","resolution":"1080p"}""", "resolution must be one of 480p, 720p")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","resolution":720}""", "resolution must be a string")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","audio":"true"}""", "audio must be a boolean")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","negativePrompt":"{1001}"}""", "negativePrompt must have at most 1000 characters")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","negativePrompt":1}""", "negativePrompt must be a string")]
    [InlineData("image-to-video", """{"image":"https://example.com/a","prompt":"p","aspectRatio":"16:9"}""", "aspectRatio is not a known member")]
    [InlineData("image-to-video", "{", "body is not valid JSON")]
    [InlineData("image-to-video", "[]", "body must be an object")]
    [InlineData("frames", """{"endImage":"https://example.com/b","prompt":"p"}""", "startImage is required")]
    [InlineData("frames", """{"startImage":"https://example.com/a","prompt":"p"}""", "endImage is required")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":5,"prompt":"p"}""", "endImage must be a string")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":"nothing","prompt":"p"}""", "endImage must be a public https URL, or the id or url of one of your uploads or generations")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":"https://example.com/b"}""", "prompt is required")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":"https://example.com/b","prompt":"p","duration":3}""", "duration must be between 4 and 15")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":"https://example.com/b","prompt":"p","aspectRatio":"2:3"}""", "aspectRatio must be one of 16:9, 9:16, 4:3, 3:4, 1:1, 21:9, auto")]
    [InlineData("frames", """{"startImage":"https://example.com/a","endImage":"https://example.com/b","prompt":"p","image":"https://example.com/a"}""", "image is not a known member")]
    public async Task DaftyEmulator_WrongBody_IsRefusedAndNotCharged(string path, string body, string message)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        foreach (int length in new[] { 2048, 2001, 1001 })
        {
            body = body.Replace($"{{{length}}}", new string('x', length), StringComparison.Ordinal);
        }

        (await dafty.Caller.PostAsync($"/videos/{path}", body)).MustBe(400, $$$"""{"error":{"code":"VALIDATION_ERROR","message":"{{{message}}}"}}""");

        Assert.Empty(dafty.Service.Charges.Entries);
    }

    [Fact]
    public async Task DaftyEmulator_WrongHeader_IsRefused()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();

        (await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Content-Type", "text/plain")))
            .MustBe(400, """{"error":{"code":"VALIDATION_ERROR","message":"body Content-Type must be application/json"}}""");
        (await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Idempotency-Key", new string('x', 256))))
            .MustBe(400, """{"error":{"code":"VALIDATION_ERROR","message":"Idempotency-Key must have between 1 and 255 characters"}}""");
    }

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("wrong", null, 401)]
    [InlineData(null, "Bearer wrong", 401)]
    [InlineData(null, DaftySettings.DefaultKey, 401)]
    [InlineData(null, "Basic " + DaftySettings.DefaultKey, 401)]
    [InlineData(DaftySettings.DefaultKey, "Bearer " + DaftySettings.DefaultKey, 401)]
    [InlineData(DaftySettings.DefaultKey, null, 200)]
    [InlineData(null, "Bearer " + DaftySettings.DefaultKey, 200)]
    public async Task DaftyEmulator_Key_IsAskedForEverywhere(string? key, string? authorization, int status)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        (string, string)[] headers = [.. new[] { ("x-api-key", key), ("Authorization", authorization) }.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!))];

        ServiceAnswer answer = await dafty.Caller.SendAsync("GET", "/account", null, headers);

        Assert.Equal(status, answer.Status);
        if (status == 401)
        {
            answer.MustBe(401, Unauthorized);
            (await dafty.Caller.SendAsync("POST", "/videos/frames", DaftyFixture.Frames, headers)).MustBe(401, Unauthorized);
        }
    }

    [Theory]
    [InlineData("GET", "/videos/frames", 400, "VALIDATION_ERROR", "id must be a uuid")]
    [InlineData("GET", "/videos/image-to-video", 400, "VALIDATION_ERROR", "id must be a uuid")]
    [InlineData("PUT", "/videos/frames", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("DELETE", "/videos/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("DELETE", "/jobs/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("GET", "/jobs/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f/cancel", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("GET", "/uploads", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("POST", "/account", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("GET", "/videos", 404, "NOT_FOUND", "Not found")]
    [InlineData("POST", "/videos/text-to-video", 405, "METHOD_NOT_ALLOWED", "Method not allowed")]
    [InlineData("GET", "/jobs/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f", 404, "NOT_FOUND", "Job not found")]
    [InlineData("GET", "/videos/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f?wait=true", 404, "NOT_FOUND", "Job not found")]
    [InlineData("GET", "/jobs/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f?wait=1", 400, "VALIDATION_ERROR", "wait must be 'true'")]
    [InlineData("GET", "/jobs/1", 400, "VALIDATION_ERROR", "id must be a uuid")]
    [InlineData("POST", "/jobs/1/cancel", 400, "VALIDATION_ERROR", "id must be a uuid")]
    [InlineData("POST", "/jobs/3f9a4c2e-7b1d-4e8a-9c3f-2a1b0c9d8e7f/cancel", 404, "NOT_FOUND", "Job not found")]
    public async Task DaftyEmulator_WrongPlaceOrMethod_IsRefused(string method, string path, int status, string code, string message)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();

        ServiceAnswer answer = await dafty.Caller.SendAsync(method, path, null, dafty.Caller.Headers);

        answer.MustBe(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");
    }

    [Fact]
    public async Task DaftyEmulator_SixthCreateInAMinute_MustWaitForTheNext()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { MaxInFlight = 100 });
        for (int left = 4; left >= 0; left--)
        {
            ServiceAnswer allowed = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image);
            Assert.Equal((202, "5", $"{left}", $"{60 - (4 - left)}"), (allowed.Status, allowed.Headers["X-RateLimit-Limit"], allowed.Headers["X-RateLimit-Remaining"], allowed.Headers["X-RateLimit-Reset"]));
            dafty.Pass(1);
        }

        ServiceAnswer refused = await dafty.Caller.PostAsync("/videos/frames", DaftyFixture.Frames);
        refused.MustBe(429, """{"error":{"code":"RATE_LIMIT_ERROR","message":"Rate limit exceeded"}}""");
        Assert.Equal(("55", "55", "0"), (refused.Headers["Retry-After"], refused.Headers["X-RateLimit-Reset"], refused.Headers["X-RateLimit-Remaining"]));
        ServiceAnswer other = await dafty.Caller.GetAsync("/account");
        Assert.Equal((200, "120", "119"), (other.Status, other.Headers["X-RateLimit-Limit"], other.Headers["X-RateLimit-Remaining"]));
        Assert.Equal("30", (await dafty.Caller.PostAsync("/uploads", "{}")).Headers["X-RateLimit-Limit"]);
        dafty.Pass(55);
        Assert.Equal(202, (await dafty.Caller.PostAsync("/videos/frames", DaftyFixture.Frames)).Status);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "10")]
    public async Task DaftyEmulator_TooManyInFlight_MustWaitForOneToEnd(bool told, string? retryAfter)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { MaxInFlight = 1, ConcurrentLimitHasRetryAfter = told });
        _ = await dafty.CreateAsync();

        ServiceAnswer refused = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image);
        refused.MustBe(429, """{"error":{"code":"CONCURRENT_LIMIT_REACHED","message":"Too many jobs in flight"}}""");
        Assert.Equal(retryAfter, refused.Headers.GetValueOrDefault("Retry-After"));
        dafty.Pass(8);

        _ = await dafty.CreateAsync();
    }

    [Fact]
    public async Task DaftyEmulator_BalanceTooSmall_TellsWhatIsNeeded()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Balance = 11 });

        (await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image)).MustBe(402, """
            {"error":{"code":"INSUFFICIENT_CREDITS","message":"This request needs 12 CU but your balance is 11 CU","details":{"required":12,"available":11}}}
            """);
        Assert.Empty(dafty.Service.Charges.Entries);
    }

    [Fact]
    public async Task DaftyEmulator_OpenQuestions_CanBeAnsweredTheOtherWay()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings
        {
            RefusesUnknownMembers = false,
            RefusesBothCredentials = false,
            CancelAfterEndIsConflict = false,
            ComparesIdempotentBodies = true,
            Pace = JobPace.AtOnce,
        });
        ServiceAnswer unknown = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image[..^1] + ",\"x\":1}", ("Idempotency-Key", "a"), ("Authorization", "Bearer x"));
        ServiceAnswer reused = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Idempotency-Key", "a"));
        ServiceAnswer cancel = await dafty.Caller.PostAsync($"/jobs/{unknown.Json!["data"]!["id"]}/cancel");

        Assert.Equal((202, 409, 200, "completed"), (unknown.Status, reused.Status, cancel.Status, (string)cancel.Json!["data"]!["status"]!));
    }

    [Fact]
    public async Task DaftyEmulator_LostAnswer_LeavesTheJobForTheSecondTry()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        dafty.Service.Scenarios.Play(AnswerScenarios.LostAnswer(), path: "/api/v1/videos/");

        _ = await Assert.ThrowsAsync<HttpRequestException>(() => dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Idempotency-Key", "a")));
        ServiceAnswer again = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Idempotency-Key", "a"));

        Assert.Equal((string)again.Json!["data"]!["id"]!, Assert.Single(dafty.Service.Charges.Entries).JobId);
    }
}
