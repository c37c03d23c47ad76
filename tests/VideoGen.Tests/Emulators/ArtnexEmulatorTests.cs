using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class ArtnexEmulatorTests : ArtnexTests
{
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
}
