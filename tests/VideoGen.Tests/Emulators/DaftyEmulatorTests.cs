using System.Text.Json.Nodes;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class DaftyEmulatorTests
{
    [Fact]
    public async Task DaftyEmulator_ImageToVideo_GoesThroughItsStatesAndIsServedElsewhere()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();

        ServiceAnswer created = await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image);
        string id = (string)created.Json!["data"]!["id"]!;
        created.MustBe(202, $$"""{"data":{"id":"{{id}}","type":"video.generate","status":"pending","createdAt":"2026-05-04T03:02:01.000Z"} }""");
        dafty.Pass(2);
        Assert.Equal("processing", (string)(await dafty.ReadAsync(id))["status"]!);
        dafty.Pass(6);
        ServiceAnswer done = await dafty.Caller.GetAsync($"/jobs/{id}");
        string folder = dafty.Service.Media.UriOf($"/assets/u_123/{id[..8]}").AbsoluteUri;
        string expected = $$$"""
            {"data":{"id":"{{{id}}}","type":"video.generate","status":"completed","createdAt":"2026-05-04T03:02:01.000Z","result":{"video":{
            "id":"{{{id}}}","url":"{{{folder}}}/original.mp4","durationSeconds":6,"thumbnailUrl":null,"width":1280,"height":720} } } }
            """;
        done.MustBe(200, expected);
        dafty.Pass(3);
        (await dafty.Caller.GetAsync($"/videos/{id}")).MustBe(200, expected.Replace("null", $"\"{folder}/thumbnail.jpg\"", StringComparison.Ordinal));

        ServiceAnswer part = await dafty.Caller.SendAsync("GET", $"{folder}/original.mp4", null, [("Range", "bytes=10-19")]);
        Assert.Equal((206, 10), (part.Status, part.Bytes.Length));
        Assert.NotEqual(dafty.Service.BaseUri.Port, dafty.Service.Media.BaseUri.Port);
        Assert.Equal([new Charge(id, 12, "CU")], dafty.Service.Charges.Entries);
    }

    [Theory]
    [InlineData("16:9", "480p", 854, 480)]
    [InlineData("9:16", "720p", 720, 1280)]
    [InlineData("4:3", "720p", 960, 720)]
    [InlineData("3:4", "720p", 720, 960)]
    [InlineData("1:1", "480p", 480, 480)]
    [InlineData("21:9", "720p", 1680, 720)]
    [InlineData("auto", "720p", 1280, 720)]
    public async Task DaftyEmulator_Frames_HaveTheirRatioAndCostMore(string ratio, string resolution, int width, int height)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Pace = JobPace.AtOnce });
        string body = DaftyFixture.Frames[..^1] + $$""","duration":4,"aspectRatio":"{{ratio}}","resolution":"{{resolution}}","audio":false,"negativePrompt":"rain"}""";

        ServiceAnswer created = await dafty.Caller.PostAsync("/videos/frames", body);

        JsonNode video = (await dafty.ReadAsync((string)created.Json!["data"]!["id"]!))["result"]!["video"]!;
        Assert.Equal((202, width, height, 4), (created.Status, (int)video["width"]!, (int)video["height"]!, (int)video["durationSeconds"]!));
        Assert.Equal(resolution == "720p" ? 24 : 12, Assert.Single(dafty.Service.Charges.Entries).Amount);
    }

    [Fact]
    public async Task DaftyEmulator_HeldRead_AnswersAtTheEndOrAfter55Seconds()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Pace = new JobPace { Queued = TimeSpan.FromSeconds(1), Running = TimeSpan.FromSeconds(70) } });
        string id = await dafty.CreateAsync();
        dafty.Pass(1);

        Task<ServiceAnswer> first = dafty.Caller.GetAsync($"/videos/{id}?wait=true");
        await dafty.Time.WaitForTimerAsync(TimeSpan.FromSeconds(55));
        Assert.False(first.IsCompleted);
        dafty.Pass(55);
        Assert.Equal("processing", (string)(await first).Json!["data"]!["status"]!);
        Task<ServiceAnswer> second = dafty.Caller.GetAsync($"/jobs/{id}?wait=true");
        await dafty.Time.WaitForTimerAsync(TimeSpan.FromSeconds(15));
        dafty.Pass(15);

        Assert.Equal("completed", (string)(await second).Json!["data"]!["status"]!);
    }

    [Fact]
    public async Task DaftyEmulator_HeldReadOfAPaceByReads_EndsWithoutTime()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Pace = JobPace.OneReadEach });

        ServiceAnswer answer = await dafty.Caller.GetAsync($"/videos/{await dafty.CreateAsync()}?wait=true");

        Assert.Equal("completed", (string)answer.Json!["data"]!["status"]!);
    }

    [Fact]
    public async Task DaftyEmulator_MoreClipsThanPlaces_StayPendingUntilOneEnds()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { PoolSize = 1 });
        string first = await dafty.CreateAsync();
        string second = await dafty.CreateAsync();
        dafty.Pass(5);
        Assert.Equal(("processing", "pending"), ((string)(await dafty.ReadAsync(first))["status"]!, (string)(await dafty.ReadAsync(second))["status"]!));
        Task<ServiceAnswer> held = dafty.Caller.GetAsync($"/videos/{second}?wait=true");
        foreach (int pause in new[] { 3, 2, 6 })
        {
            await dafty.Time.WaitForTimerAsync(TimeSpan.FromSeconds(pause));
            dafty.Pass(pause);
        }

        Assert.Equal("completed", (string)(await held).Json!["data"]!["status"]!);
    }

    [Fact]
    public async Task DaftyEmulator_Cancel_IsFreeWhilePendingAndOneUnitAfter()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { PoolSize = 1 });
        string running = await dafty.CreateAsync();
        string waiting = await dafty.CreateAsync();
        dafty.Pass(3);
        Task<ServiceAnswer> held = dafty.Caller.GetAsync($"/jobs/{running}?wait=true");
        await dafty.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));

        ServiceAnswer free = await dafty.Caller.PostAsync($"/jobs/{waiting}/cancel");
        ServiceAnswer paid = await dafty.Caller.PostAsync($"/jobs/{running}/cancel");
        ServiceAnswer again = await dafty.Caller.PostAsync($"/jobs/{running}/cancel");

        free.MustBe(200, $$$"""{"data":{"id":"{{{waiting}}}","type":"video.generate","status":"failed","createdAt":"2026-05-04T03:02:01.000Z","error":{"code":"CANCELLED","message":"Job was cancelled"} } }""");
        Assert.Equal("failed", (string)paid.Json!["data"]!["status"]!);
        Assert.Equal("failed", (string)(await held).Json!["data"]!["status"]!);
        again.MustBe(409, """{"error":{"code":"CONFLICT","message":"The job has ended"}}""");
        Assert.Equal([(running, 12m), (waiting, 12m), (waiting, -12m), (running, -11m)], dafty.Service.Charges.Entries.Select(charge => (charge.JobId, charge.Amount)));
        Assert.Equal(999, dafty.Service.Charges.Balance);
    }

    [Fact]
    public async Task DaftyEmulator_SameIdempotencyKey_IsTheSameJobForADay()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        async Task<string> CreateAsync(string name) =>
            (string)(await dafty.Caller.PostAsync("/videos/image-to-video", DaftyFixture.Image, ("Idempotency-Key", name))).Json!["data"]!["id"]!;

        string[] ids = [await CreateAsync("a"), await CreateAsync("a"), await CreateAsync("b")];
        dafty.Pass(TimeSpan.FromHours(24).TotalSeconds);

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(4, new[] { ids[0], ids[2], await CreateAsync("a"), await CreateAsync(new string('x', 255)) }.Distinct().Count());
        Assert.Equal(4, dafty.Service.Charges.Entries.Count(charge => charge.Amount > 0));
    }

    [Theory]
    [InlineData(DaftyFailureShape.CodeAndMessage, """{"code":"GENERATION_FAILED","message":"The video could not be generated"}""")]
    [InlineData(DaftyFailureShape.MessageOnly, "\"The video could not be generated\"")]
    [InlineData(DaftyFailureShape.Absent, null)]
    public async Task DaftyEmulator_FailingPrompt_FailsAndGivesTheUnitsBack(DaftyFailureShape shape, string? error)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Pace = JobPace.AtOnce, FailureShape = shape });

        JsonNode job = await dafty.ReadAsync(await dafty.CreateAsync("""{"image":"https://example.com/a.png","prompt":"a [fail] b"}"""));

        Assert.Equal(("failed", error, 1000m), ((string)job["status"]!, job["error"]?.ToJsonString(), dafty.Service.Charges.Balance));
    }

    [Theory]
    [InlineData(DaftyListShape.Bare)]
    [InlineData(DaftyListShape.WithCursor)]
    public async Task DaftyEmulator_Jobs_AreListedNewestFirst(DaftyListShape shape)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { ListShape = shape });
        string[] ids = [await dafty.CreateAsync(), dafty.Service.AddImageJob()];

        JsonNode data = (await dafty.Caller.GetAsync("/jobs")).Json!["data"]!;

        JsonArray jobs = shape == DaftyListShape.Bare ? data.AsArray() : data["jobs"]!.AsArray();
        Assert.Equal([ids[1], ids[0]], jobs.Select(job => (string)job!["id"]!));
        Assert.Equal((200, 404), ((await dafty.Caller.GetAsync($"/jobs/{ids[1]}")).Status, (await dafty.Caller.GetAsync($"/videos/{ids[1]}")).Status));
    }

    [Fact]
    public async Task DaftyEmulator_AccountAndDescription_AreThere()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();

        (await dafty.Caller.GetAsync("/account")).MustBe(200, """{"data":{"id":"acc_123","email":"someone@example.com","plan":"pro"}}""");
        ServiceAnswer description = await dafty.Caller.SendAsync("GET", "/openapi.json", null, []);
        Assert.Equal((200, "3.0.3"), (description.Status, (string)description.Json!["openapi"]!));
        Assert.Equal([("VIDEOGEN_DAFTY_URI", $"{dafty.Service.BaseUri}api/v1"), ("VIDEOGEN_DAFTY_KEY", DaftySettings.DefaultKey)], dafty.Service.Environment);
    }
}
