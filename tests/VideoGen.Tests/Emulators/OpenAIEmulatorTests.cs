using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Tests.Emulators;

/// <summary>The ways through <c>/v1/videos</c> that end well.</summary>
public sealed class OpenAIEmulatorTests
{
    [Fact]
    public async Task Create_PromptAlone_AnswersTheQueuedJobWithTheDefaults()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings());

        RawAnswer answer = await openai.Client.PostAsync("/v1/videos", new JsonObject { ["prompt"] = "a cat" });

        OpenAIVideo video = Assert.Single(openai.Emulator.Videos);
        JsonNode expected = JsonNode.Parse($$"""
            {"id":"{{video.Id}}","object":"video","created_at":1777863721,"completed_at":null,"error":null,"expires_at":null,"model":"sora-2","progress":0,
             "prompt":"a cat","remixed_from_video_id":null,"seconds":"4","size":"720x1280","status":"queued"}
            """)!;
        Assert.Equal(200, answer.Status);
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Text);
        Assert.StartsWith("req_", answer.Header("x-request-id"), StringComparison.Ordinal);
        Assert.Equal([new Charge(video.Id, 0.40m, "USD")], openai.Emulator.Charges.Entries);
    }

    [Fact]
    public async Task Retrieve_TimePasses_GoesThroughTheStatusesAndTellsWhenToAskAgain()
    {
        var pace = new JobPace { Queued = TimeSpan.FromSeconds(10), Running = TimeSpan.FromSeconds(20) };
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { Pace = pace, PollAfter = TimeSpan.FromSeconds(2.5) });
        string id = await openai.CreateAsync();
        var seen = new List<(string, int, string?)>();
        RawAnswer answer = null!;
        foreach (int seconds in new[] { 0, 10, 5, 15 })
        {
            openai.Time.Advance(TimeSpan.FromSeconds(seconds));
            answer = await openai.Client.GetAsync($"/v1/videos/{id}");
            seen.Add((answer.Json["status"]!.GetValue<string>(), answer.Json["progress"]!.GetValue<int>(), answer.Header("openai-poll-after-ms")));
        }

        Assert.Equal([("queued", 0, "2500"), ("in_progress", 0, "2500"), ("in_progress", 25, "2500"), ("completed", 100, null)], seen);
        Assert.Equal((1777863751, 1777867351), (answer.Json["completed_at"]!.GetValue<int>(), answer.Json["expires_at"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("fail-this", "video_generation_failed", "Video generation failed.")]
    [InlineData("block-this", "moderation_blocked", "Your request was blocked by our moderation system.")]
    public async Task Retrieve_FailedJob_HasItsError(string prompt, string code, string message)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync(prompt);

        JsonNode video = (await openai.Client.GetAsync($"/v1/videos/{id}")).Json;

        Assert.Equal(("failed", code, message), (video["status"]!.GetValue<string>(), video["error"]!["code"]!.GetValue<string>(), video["error"]!["message"]!.GetValue<string>()));
        Assert.Null(video["completed_at"]);
    }

    [Fact]
    public async Task Create_MultipartWithAnImage_KeepsTheBytes()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        byte[] image = OpenAIFixture.Png(1280, 720);

        RawAnswer answer = await openai.Client.SendAsync("POST", "/v1/videos", OpenAIFixture.Form(
            "image/png", ("prompt", "a cat"), ("model", "sora-2-pro"), ("size", "1280x720"), ("seconds", "12"), ("input_reference", image)));

        Assert.Equal(200, answer.Status);
        OpenAIOrder order = Assert.Single(openai.Emulator.Videos).Order;
        Assert.Equal(("a cat", "sora-2-pro", "1280x720", "12", "image/png"), (order.Prompt, order.Model, order.Size, order.Seconds, order.ImageType));
        Assert.Equal(image, order.Image);
        Assert.Equal(996.40m, openai.Emulator.Charges.Balance);
    }

    [Fact]
    public async Task Create_ImageAsDataUriAddressOrFile_IsTaken()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { FileIds = new HashSet<string> { "file-1" } });
        string data = $"data:image/png;base64,{Convert.ToBase64String(OpenAIFixture.Png(720, 1280))}";
        foreach (JsonObject reference in new[] { new JsonObject { ["image_url"] = data }, new JsonObject { ["image_url"] = "https://example.com/a.png" }, new JsonObject { ["file_id"] = "file-1" } })
        {
            Assert.Equal(200, (await openai.Client.PostAsync("/v1/videos", new JsonObject { ["prompt"] = "a cat", ["input_reference"] = reference })).Status);
        }

        Assert.Equal(OpenAIFixture.Png(720, 1280), openai.Emulator.Videos[0].Order.Image);
        Assert.Equal(("https://example.com/a.png", "file-1"), (openai.Emulator.Videos[1].Order.ImageUrl, openai.Emulator.Videos[2].Order.FileId));
    }

    [Fact]
    public async Task List_Pages_FollowAfterInBothOrders()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string[] ids = [await openai.CreateAsync(), await openai.CreateAsync(), await openai.CreateAsync()];

        JsonNode first = (await openai.Client.GetAsync("/v1/videos?limit=2")).Json;
        JsonNode second = (await openai.Client.GetAsync($"/v1/videos?limit=2&after={first["last_id"]}")).Json;
        JsonNode rising = (await openai.Client.GetAsync("/v1/videos?order=asc")).Json;
        RawAnswer end = await openai.Client.GetAsync($"/v1/videos?after={ids[0]}");

        Assert.Equal([ids[2], ids[1]], Ids(first));
        Assert.Equal((ids[2], true, "list"), (first["first_id"]!.GetValue<string>(), first["has_more"]!.GetValue<bool>(), first["object"]!.GetValue<string>()));
        Assert.Equal([ids[0]], Ids(second));
        Assert.False(second["has_more"]!.GetValue<bool>());
        Assert.Equal(ids, Ids(rising));
        Assert.Equal("""{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}""", end.Text);
    }

    [Theory]
    [InlineData("", "video/mp4", 5000)]
    [InlineData("?variant=video", "video/mp4", 5000)]
    [InlineData("?variant=thumbnail", "image/webp", 1000)]
    [InlineData("?variant=spritesheet", "image/jpeg", 1000)]
    public async Task Content_EachVariant_IsServedWithRanges(string query, string mediaType, int length)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { Pace = JobPace.AtOnce, ClipBytes = 5000 });
        string id = await openai.CreateAsync();

        RawAnswer whole = await openai.Client.GetAsync($"/v1/videos/{id}/content{query}");
        RawAnswer part = await openai.Client.SendAsync("GET", $"/v1/videos/{id}/content{query}", (string?)null, new Dictionary<string, string>(openai.Client.Headers) { ["Range"] = "bytes=900-909" });

        Assert.Equal((200, mediaType, length), (whole.Status, whole.Header("Content-Type"), whole.Bytes.Length));
        Assert.Equal((206, $"bytes 900-909/{length}"), (part.Status, part.Header("Content-Range")));
        Assert.Equal(whole.Bytes[900..910], part.Bytes);
    }

    [Fact]
    public async Task Content_Redirected_IsAtAnotherOriginUntilItExpires()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { Pace = JobPace.AtOnce, RedirectContent = true });
        string id = await openai.CreateAsync();

        RawAnswer answer = await openai.Client.GetAsync($"/v1/videos/{id}/content");

        Assert.Equal(302, answer.Status);
        string link = answer.Header("Location")!;
        Assert.NotEqual(openai.Emulator.BaseUri.Port, new Uri(link).Port);
        Assert.Equal(200_000, (await openai.Client.GetAsync(link)).Bytes.Length);
        openai.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(403, (await openai.Client.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Delete_CompletedVideo_IsGone()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync();

        RawAnswer answer = await openai.Client.SendAsync("DELETE", $"/v1/videos/{id}");

        Assert.Equal((200, $$"""{"id":"{{id}}","deleted":true,"object":"video.deleted"}"""), (answer.Status, answer.Text));
        Assert.Equal(404, (await openai.Client.GetAsync($"/v1/videos/{id}")).Status);
    }

    [Fact]
    public async Task SelfHosted_NoKeyAndAnyModel_IsServed()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(OpenAISettings.SelfHosted with { Pace = JobPace.AtOnce });

        RawAnswer answer = await openai.Client.SendAsync(
            "POST", "/v1/videos", """{"prompt":"a cat","model":"wan2.2","size":"832x480","seconds":"5","fps":16,"input_reference":null}""", new Dictionary<string, string>());
        RawAnswer video = await openai.Client.SendAsync("GET", $"/v1/videos/{answer.Json["id"]}", (string?)null, new Dictionary<string, string>());

        Assert.Equal(("completed", "wan2.2", "832x480", "5"), (video.Json["status"]!.GetValue<string>(), video.Json["model"]!.GetValue<string>(), video.Json["size"]!.GetValue<string>(), video.Json["seconds"]!.GetValue<string>()));
        Assert.Null(video.Json["expires_at"]);
        Assert.Equal([("VIDEOGEN_OPENAI_URI", $"{openai.Emulator.BaseUri}v1")], openai.Emulator.Environment);
    }

    [Fact]
    public async Task Control_FromOutside_PlaysTheRateLimit()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        _ = await openai.Client.SendAsync("POST", "/_emulator/scenario?name=rate-limit&value=7&path=/v1/videos");

        RawAnswer answer = await openai.Client.GetAsync("/v1/videos");

        OpenAIFixture.AssertError(answer, 429, "Rate limit reached for requests.", "rate_limit_exceeded", type: "requests");
        Assert.Equal("7", answer.Header("Retry-After"));
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["data"]!.AsArray().Select(video => video!["id"]!.GetValue<string>());
}
