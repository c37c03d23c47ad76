using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Tests.Emulators;

/// <summary>Where the August contract differs.</summary>
public sealed class PhaseoEmulatorTestsAugust : IAsyncLifetime
{
    private PhaseoRoom Room { get; set; } = null!;

    public async Task InitializeAsync() => Room = await PhaseoRoom.StartAsync(PhaseoContract.Aug);

    public async Task DisposeAsync() => await Room.DisposeAsync();

    [Fact]
    public async Task PhaseoEmulator_Create_IsAnsweredLikeOpenAi()
    {
        PhaseoReply made = await Room.PostAsync("/videos", """{"prompt":"A boat","seconds":"8"}""");

        Assert.Equal(HttpStatusCode.Accepted, made.Status);
        Assert.Equal(["id", "object", "model", "status", "progress", "created_at", "completed_at", "expires_at", "error", "prompt", "remixed_from_video_id", "seconds", "size"], made.Json.AsObject().Select(member => member.Key));
        Assert.Equal(("openai/sora-2", "queued", "8"), (made["model"], made["status"], made["seconds"]));
    }

    [Theory]
    [InlineData("openai/sora-2", "in_progress")]
    [InlineData("google/veo-3.1-lite", "processing")]
    public async Task PhaseoEmulator_Job_HasTheWordsOfItsProvider(string model, string running)
    {
        string id = await Room.MakeAsync(PhaseoRoom.With(("model", model), ("size", null)));
        string? first = (await Room.GetAsync($"/videos/{id}"))["status"];
        Room.Time.Advance(TimeSpan.FromSeconds(3));
        PhaseoReply second = await Room.GetAsync($"/videos/{id}");

        Assert.Equal(("queued", running, "running"), (first, second["status"], second["lifecycle_status"]));
        Assert.Equal("held", second.Json["billing"]!["reservation_status"]!.ToString());
    }

    [Theory]
    [InlineData("[expire]", "expired", "video_expired")]
    [InlineData("[cancel]", "cancelled", "video_cancelled")]
    [InlineData("[fail]", "failed", "video_generation_failed")]
    public async Task PhaseoEmulator_BadEnd_HasAWordAndAReasonOfItsOwn(string prompt, string status, string reason)
    {
        string id = await Room.FinishAsync(PhaseoRoom.With(("prompt", prompt)));
        PhaseoReply content = await Room.GetAsync($"/videos/{id}/content");

        Assert.Equal(status, (await Room.GetAsync($"/videos/{id}"))["status"]);
        Assert.Equal((HttpStatusCode.BadGateway, "upstream_error", reason, "team_test", "502"), (content.Status, content["error"], content["reason"], content["workspace_id"], content["status_code"]));
    }

    [Theory]
    [InlineData("""{"prompt":""}""", "prompt is required unless an image input reference is provided")]
    [InlineData("""{"prompt":"a","seconds":8}""", "Invalid option: expected one of \"4\"|\"8\"|\"12\"|\"16\"|\"20\"")]
    [InlineData("""{"prompt":"a","sample_count":5}""", "Too big: expected number to be <=4")]
    [InlineData("""{"prompt":"a","input_reference":{"file_id":"f","image_url":"u"}}""", "Provide exactly one of file_id or image_url")]
    [InlineData("""{"prompt":"a","input_audio_duration":1}""", "Too small: expected number to be >=2")]
    [InlineData("""{"prompt":"a","input_references":[{"type":"video_url","video_url":{"url":"http://example.com/a.mp4"}}]}""", "Invalid URL")]
    [InlineData("""{"prompt":"a","webhook":{"url":"https://example.com"}}""", "Invalid input: expected string, received undefined")]
    [InlineData("""{"prompt":"a","webhook":{"endpoint_id":"whe_none"}}""", "Unknown webhook endpoint")]
    [InlineData("""{"prompt":"a","provider_params":{"duration":4}}""", "duration must be set as a top-level field")]
    [InlineData("""{"prompt":"a","duration_seconds":4}""", "Unrecognized key: \"duration_seconds\"")]
    public async Task PhaseoEmulator_WrongMember_IsRefused(string body, string message)
    {
        PhaseoReply reply = await Room.PostAsync("/videos", body);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error", message), (reply.Status, reply["error"], reply.Json["details"]![0]!["message"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"prompt":"a","input_reference":{"file_id":"f"}}""")]
    [InlineData("""{"input_references":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""")]
    [InlineData("""{"prompt":"a","input_references":[{"type":"audio_url","audio_url":{"url":"https://example.com/a.mp3"}}],"input_audio_duration":2.5}""")]
    public async Task PhaseoEmulator_NewMember_IsAccepted(string body) => Assert.Equal(HttpStatusCode.Accepted, (await Room.PostAsync("/videos", body)).Status);

    [Fact]
    public async Task PhaseoEmulator_DownloadUri_IsSignedAsAsked()
    {
        string id = await Room.FinishAsync();
        PhaseoReply link = await Room.PostAsync($"/videos/{id}/download_url", """{"ttl_seconds":10,"disposition":"inline"}""");
        PhaseoReply file = await Room.GetAsync(link["download_url"]!, null);

        Assert.Equal(Room.Time.GetUtcNow().ToUnixTimeSeconds() + 60, (long)link.Json["expires_at"]!);
        Assert.Equal((HttpStatusCode.OK, $"inline; filename=\"{id}.mp4\"", "nosniff"), (file.Status, file.Headers["content-disposition"], file.Headers["x-content-type-options"]));
    }

    [Theory]
    [InlineData("{", "invalid_json", null)]
    [InlineData("""{"index":-1}""", "validation_error", "invalid_video_download_request")]
    [InlineData("""{"ttl_seconds":0}""", "validation_error", "invalid_video_download_request")]
    [InlineData("""{"disposition":"none"}""", "validation_error", "invalid_video_download_request")]
    [InlineData("{}", "validation_error", "video_download_requires_completed_status")]
    public async Task PhaseoEmulator_WrongDownloadRequest_IsRefused(string body, string error, string? reason)
    {
        PhaseoReply reply = await Room.PostAsync($"/videos/{await Room.MakeAsync()}/download_url", body);

        Assert.Equal((HttpStatusCode.BadRequest, error, reason), (reply.Status, reply["error"], reply["reason"]));
    }

    [Fact]
    public async Task PhaseoEmulator_List_IsPaged()
    {
        string[] ids = [await Room.MakeAsync(), await Room.MakeAsync(), await Room.MakeAsync()];

        PhaseoReply first = await Room.GetAsync("/videos?limit=2");
        PhaseoReply rest = await Room.GetAsync($"/videos?limit=2&after={first["last_id"]}");
        PhaseoReply oldest = await Room.GetAsync("/videos?limit=1&order=asc");

        Assert.Equal((ids[2], ids[1], "true"), (first["first_id"], first["last_id"], first["has_more"]));
        Assert.Equal((ids[0], ids[0], "false"), (rest["first_id"], rest["last_id"], rest["has_more"]));
        Assert.Equal(ids[0], oldest["first_id"]);
        Assert.Empty((await Room.GetAsync("/videos?limit=0")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task PhaseoEmulator_DeleteAndCancel_HaveTheirNewWords()
    {
        string id = await Room.FinishAsync();
        PhaseoReply cancel = await Room.PostAsync($"/videos/{id}/cancel");
        PhaseoReply delete = await Room.SendAsync("DELETE", $"/videos/{id}");

        Assert.Equal((HttpStatusCode.NotImplemented, "video_cancellation_disabled", "501", "gateway"), (cancel.Status, cancel["reason"], cancel["status_code"], cancel["error_origin"]));
        Assert.Equal("Video cancellation is not supported by the Phaseo video API.", cancel["message"]);
        Assert.Equal($$"""{"id":"{{id}}","object":"video.deleted","deleted":true}""", delete.Text);
    }

    [Fact]
    public async Task PhaseoEmulator_Disabled_IsFlat()
    {
        Room.Emulator.Settings.VideoEnabled = false;
        PhaseoReply reply = await Room.GetAsync("/videos", null);

        Assert.Equal((HttpStatusCode.NotImplemented, "not_implemented_yet", "video_api_temporarily_disabled"), (reply.Status, reply["error"], reply["reason"]));
    }

    [Fact]
    public async Task PhaseoEmulator_Credits_NeedAManagementKeyAndShowReservations()
    {
        _ = await Room.MakeAsync();
        PhaseoReply refused = await Room.GetAsync("/credits?workspace_id=team_test");

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorised", "management_key_required", null), (refused.Status, refused["error"], refused["reason"], refused["workspace_id"]));
        Assert.Equal(
            """{"ok":true,"credits":{"remaining":99600000000,"balance_nanos":100000000000,"reserved_nanos":400000000,"available_nanos":99600000000,"thirty_day_usage":0,"thirty_day_requests":1}}""",
            (await Room.GetAsync("/credits?workspace_id=team_test", PhaseoRoom.ManagementKey)).Text);
    }

    [Fact]
    public async Task PhaseoEmulator_CreditsWithoutAWorkspace_AreTheKeys()
    {
        PhaseoReply asked = await Room.GetAsync("/credits?workspace_id=team_test", PhaseoRoom.ManagementKey);
        PhaseoReply own = await Room.GetAsync("/credits", PhaseoRoom.ManagementKey);

        Assert.Equal((HttpStatusCode.OK, asked.Text), (own.Status, own.Text));
    }

    [Fact]
    public async Task PhaseoEmulator_WebSocket_AsksForTheUpgrade()
    {
        PhaseoReply reply = await Room.GetAsync("/async/video/G-1/ws");

        Assert.Equal((HttpStatusCode.UpgradeRequired, "websocket_upgrade_required", "websocket"), (reply.Status, reply.Json["error"]!["code"]!.ToString(), reply.Headers["upgrade"]));
    }

    [Fact]
    public async Task PhaseoEmulator_WebhookEndpoints_AreManaged()
    {
        const string Key = PhaseoRoom.ManagementKey;
        PhaseoReply made = await Room.PostAsync("/webhook-endpoints", """{"name":"mine","url":"https://example.com/hook","events":["job.completed"]}""", Key);
        string path = $"/webhook-endpoints/{made["id"]}";
        PhaseoReply changed = await Room.SendAsync("PATCH", path, """{"name":"yours"}""", Key);
        PhaseoReply rotated = await Room.PostAsync($"{path}/rotate-secret", null, Key);

        Assert.Equal((HttpStatusCode.Created, "mine", "yours"), (made.Status, made["name"], changed["name"]));
        Assert.NotEqual(made["signing_secret"], rotated["signing_secret"]);
        Assert.Null((await Room.GetAsync(path, Key))["signing_secret"]);
        Assert.Single((await Room.GetAsync("/webhook-endpoints", Key)).Json["data"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await Room.SendAsync("DELETE", path, null, Key)).Status);
        Assert.Equal((HttpStatusCode.NotFound, "webhook_endpoint_not_found"), await Room.GetAsync(path, Key) is var gone ? (gone.Status, gone["reason"]) : default);
    }

    [Theory]
    [InlineData(PhaseoRoom.AprilKey, """{"name":"a","url":"https://example.com","events":[]}""", HttpStatusCode.Unauthorized, "management_key_required")]
    [InlineData(PhaseoRoom.ManagementKey, """{"name":"a","url":"http://example.com","events":[]}""", HttpStatusCode.BadRequest, "invalid_webhook_endpoint")]
    [InlineData(PhaseoRoom.ManagementKey, """{"url":"https://example.com"}""", HttpStatusCode.BadRequest, "invalid_webhook_endpoint")]
    [InlineData(PhaseoRoom.ManagementKey, """{"name":"a","url":"https://example.com","x":1}""", HttpStatusCode.BadRequest, "invalid_webhook_endpoint")]
    public async Task PhaseoEmulator_WrongWebhookEndpoint_IsRefused(string key, string body, HttpStatusCode status, string reason)
    {
        PhaseoReply reply = await Room.PostAsync("/webhook-endpoints", body, key);

        Assert.Equal((status, reason), (reply.Status, reply["reason"]));
    }
}
