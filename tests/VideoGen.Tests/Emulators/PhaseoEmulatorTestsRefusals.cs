using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.Tests.Emulators;

/// <summary>That nothing wrong passes: every member, type, range, key, method and state.</summary>
public sealed class PhaseoEmulatorTestsRefusals : IAsyncLifetime
{
    private const string References = """[{"type":"image_url","role":"last_frame","reference_type":"anything","image_url":{"url":"https://example.com/a.png"}}]""";

    private PhaseoRoom Room { get; set; } = null!;

    public async Task InitializeAsync() => Room = await PhaseoRoom.StartAsync();

    public async Task DisposeAsync() => await Room.DisposeAsync();

    /// <summary>Member, its JSON, and the one issue: message, path, keyword.</summary>
    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { "model", "1", "Invalid input: expected string, received number", "[\"model\"]", "invalid_type" },
        { "model", "\"\"", "Too small: expected string to have >=1 characters", "[\"model\"]", "too_small" },
        { "prompt", "[]", "Invalid input: expected string, received array", "[\"prompt\"]", "invalid_type" },
        { "prompt", "null", "Invalid input: expected string, received null", "[\"prompt\"]", "invalid_type" },
        { "prompt", "\"\"", "Too small: expected string to have >=1 characters", "[\"prompt\"]", "too_small" },
        { "duration", "\"4\"", "Invalid input: expected number, received string", "[\"duration\"]", "invalid_type" },
        { "duration", "4.5", "Invalid input: expected int, received number", "[\"duration\"]", "invalid_type" },
        { "duration", "0", "Too small: expected number to be >0", "[\"duration\"]", "too_small" },
        { "duration", "null", "Invalid input: expected number, received null", "[\"duration\"]", "invalid_type" },
        { "size", "1280", "Invalid input: expected string, received number", "[\"size\"]", "invalid_type" },
        { "size", "\"\"", "Too small: expected string to have >=1 characters", "[\"size\"]", "too_small" },
        { "resolution", "720", "Invalid input: expected string, received number", "[\"resolution\"]", "invalid_type" },
        { "aspect_ratio", "true", "Invalid input: expected string, received boolean", "[\"aspect_ratio\"]", "invalid_type" },
        { "aspect_ratio", "\"16:9\"", "size cannot be combined with resolution or aspect_ratio", "[\"size\"]", "custom" },
        { "seed", "1.5", "Invalid input: expected int, received number", "[\"seed\"]", "invalid_type" },
        { "seed", "\"1\"", "Invalid input: expected number, received string", "[\"seed\"]", "invalid_type" },
        { "sample_count", "0", "Too small: expected number to be >0", "[\"sample_count\"]", "too_small" },
        { "sample_count", "\"2\"", "Invalid input: expected number, received string", "[\"sample_count\"]", "invalid_type" },
        { "negative_prompt", "1", "Invalid input: expected string, received number", "[\"negative_prompt\"]", "invalid_type" },
        { "generate_audio", "\"true\"", "Invalid input: expected boolean, received string", "[\"generate_audio\"]", "invalid_type" },
        { "enhance_prompt", "1", "Invalid input: expected boolean, received number", "[\"enhance_prompt\"]", "invalid_type" },
        { "compression_quality", "101", "Too big: expected number to be <=100", "[\"compression_quality\"]", "too_big" },
        { "compression_quality", "-1", "Too small: expected number to be >=0", "[\"compression_quality\"]", "too_small" },
        { "person_generation", "false", "Invalid input: expected string, received boolean", "[\"person_generation\"]", "invalid_type" },
        { "resize_mode", "{}", "Invalid input: expected string, received object", "[\"resize_mode\"]", "invalid_type" },
        { "provider_params", "[]", "Invalid input: expected record, received array", "[\"provider_params\"]", "invalid_type" },
        { "output", "\"both\"", "Invalid input: expected object, received string", "[\"output\"]", "invalid_type" },
        { "output", """{"access":"url"}""", "Invalid option: expected one of \"bytes\"|\"signed_url\"|\"both\"", "[\"output\",\"access\"]", "invalid_value" },
        { "webhook", "{}", "Invalid input: expected string, received undefined", "[\"webhook\",\"url\"]", "invalid_type" },
        { "webhook", """{"url":"nowhere"}""", "Invalid URL", "[\"webhook\",\"url\"]", "invalid_format" },
        { "webhook", """{"url":"https://example.com","secret":""}""", "Too small: expected string to have >=1 characters", "[\"webhook\",\"secret\"]", "too_small" },
        { "webhook", """{"url":"https://example.com","events":"completed"}""", "Invalid input: expected array, received string", "[\"webhook\",\"events\"]", "invalid_type" },
        { "webhook", """{"url":"https://example.com","events":[""]}""", "Too small: expected string to have >=1 characters", "[\"webhook\",\"events\",0]", "too_small" },
        { "debug", """{"trace":1}""", "Invalid input: expected boolean, received number", "[\"debug\",\"trace\"]", "invalid_type" },
        { "debug", """{"trace_level":"all"}""", "Invalid option: expected one of \"summary\"|\"full\"", "[\"debug\",\"trace_level\"]", "invalid_value" },
        { "provider", "\"openai\"", "Invalid input: expected object, received string", "[\"provider\"]", "invalid_type" },
        { "provider", """{"only":"openai"}""", "Invalid input: expected array, received string", "[\"provider\",\"only\"]", "invalid_type" },
        { "provider", """{"order":[1]}""", "Invalid input: expected string, received number", "[\"provider\",\"order\",0]", "invalid_type" },
        { "provider", """{"ignore":{}}""", "Invalid input: expected array, received object", "[\"provider\",\"ignore\"]", "invalid_type" },
        { "provider", """{"include_alpha":"yes"}""", "Invalid input: expected boolean, received string", "[\"provider\",\"include_alpha\"]", "invalid_type" },
        { "input_references", "{}", "Invalid input: expected array, received object", "[\"input_references\"]", "invalid_type" },
        { "input_references", "[\"a.png\"]", "Invalid input: expected object, received string", "[\"input_references\",0]", "invalid_type" },
        { "input_references", """[{"type":"image_url"}]""", "Invalid input: expected object, received undefined", "[\"input_references\",0,\"image_url\"]", "invalid_type" },
        { "input_references", """[{"image_url":{"url":"a"}}]""", "Invalid input: expected \"image_url\"", "[\"input_references\",0,\"type\"]", "invalid_value" },
        { "input_references", """[{"type":"image_url","image_url":{"url":""}}]""", "Too small: expected string to have >=1 characters", "[\"input_references\",0,\"image_url\",\"url\"]", "too_small" },
        { "input_references", """[{"type":"image_url","role":"middle","image_url":{"url":"a"}}]""", "Invalid option: expected one of \"first_frame\"|\"last_frame\"|\"reference\"|\"source\"|\"mask\"", "[\"input_references\",0,\"role\"]", "invalid_value" },
        { "input_references", """[{"type":"image_url","reference_type":1,"image_url":{"url":"a"}}]""", "Invalid input: expected string, received number", "[\"input_references\",0,\"reference_type\"]", "invalid_type" },
        { "input_references", """[{"type":"image_url","image_url":{"url":"a"},"x":1}]""", "Unrecognized key: \"x\"", "[\"input_references\",0]", "unrecognized_keys" },
        { "seconds", "\"4\"", "Unrecognized key: \"seconds\"", "[]", "unrecognized_keys" },
        { "input_reference", "{}", "Unrecognized key: \"input_reference\"", "[]", "unrecognized_keys" },
        { "duration_seconds", "4", "Unrecognized key: \"duration_seconds\"", "[]", "unrecognized_keys" },
        { "Duration", "4", "Unrecognized key: \"Duration\"", "[]", "unrecognized_keys" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task PhaseoEmulator_WrongMember_IsRefusedWithTheIssue(string member, string json, string message, string path, string keyword)
    {
        PhaseoReply reply = await Room.PostAsync("/videos", PhaseoRoom.With((member, null))[..^1] + $",\"{member}\":{json}}}");

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error", "user"), (reply.Status, reply["error"], reply["error_type"]));
        JsonNode issue = Assert.Single(reply.Json["details"]!.AsArray())!;
        Assert.Equal((message, path, keyword, "{}"), (issue["message"]!.ToString(), issue["path"]!.ToJsonString(), issue["keyword"]!.ToString(), issue["params"]!.ToJsonString()));
        Assert.StartsWith(message, reply["description"], StringComparison.Ordinal);
        Assert.Empty(Room.Emulator.Jobs);
    }

    [Theory]
    [InlineData("input_references", References)]
    [InlineData("provider_params", """{"anything":{"at":["all"]}}""")]
    [InlineData("output", "{}")]
    [InlineData("webhook", """{"url":"https://example.com/hook","secret":"s","events":["progress","video.created"]}""")]
    [InlineData("debug", """{"enabled":false,"return_upstream_request":false,"return_upstream_response":false,"trace":false,"trace_level":"full"}""")]
    [InlineData("provider", """{"order":["openai"],"only":[],"ignore":["fal"],"include_alpha":false,"zdr":true}""")]
    [InlineData("echo_upstream_request", "false")]
    [InlineData("beta", "{}")]
    [InlineData("duration", "1")]
    [InlineData("duration", "120")]
    public async Task PhaseoEmulator_RightMember_IsAccepted(string member, string json) =>
        Assert.Equal(HttpStatusCode.Accepted, (await Room.PostAsync("/videos", PhaseoRoom.With((member, JsonNode.Parse(json))))).Status);

    [Theory]
    [InlineData("[]", "validation_error", "Invalid input: expected object, received array")]
    [InlineData("\"text\"", "validation_error", "Invalid input: expected object, received string")]
    [InlineData("", "invalid_json", "invalid_json")]
    [InlineData("model=openai/sora-2", "invalid_json", "invalid_json")]
    [InlineData("""{"model":"openai/sora-2","prompt":"a","x":1,"y":2}""", "validation_error", "Unrecognized keys: \"x\", \"y\"")]
    [InlineData("""{"model":" ","prompt":"a"}""", "model_required", "model_required")]
    public async Task PhaseoEmulator_WrongBody_IsRefused(string body, string error, string description)
    {
        PhaseoReply reply = await Room.PostAsync("/videos", body);

        Assert.Equal((HttpStatusCode.BadRequest, error, description), (reply.Status, reply["error"], reply["description"]));
    }

    [Fact]
    public async Task PhaseoEmulator_ParameterNoProviderSupports_IsRefusedUnlessSwitchedOff()
    {
        string body = PhaseoRoom.With(("seed", 7));
        PhaseoReply reply = await Room.PostAsync("/videos", body);
        Room.Emulator.Settings.RefusesUnsupportedParameters = false;

        Assert.Equal((HttpStatusCode.BadRequest, """[{"message":"Unknown parameter: seed","path":["seed"],"keyword":"unknown_param","params":{"param":"seed","model":"openai/sora-2"}}]"""), (reply.Status, reply.Json["details"]!.ToJsonString()));
        Assert.Equal(HttpStatusCode.Accepted, (await Room.PostAsync("/videos", body)).Status);
    }

    [Theory]
    [InlineData(null, "missing_or_invalid_authorization_header")]
    [InlineData("Basic dXNlcjpwYXNz", "missing_or_invalid_authorization_header")]
    [InlineData("Bearer ", "missing_or_invalid_authorization_header")]
    [InlineData("aistats_v2_sk_test_secret", "invalid_key_format")]
    [InlineData("aistats_v1_sk_nobody_secret", "key_not_found_or_revoked")]
    [InlineData("aistats_v1_sk_test_wrong", "invalid_secret")]
    [InlineData("a.b.c", "key_not_found_or_revoked")]
    public async Task PhaseoEmulator_WrongKey_IsRefusedOnEveryRoute(string? key, string reason)
    {
        string id = await Room.FinishAsync();
        PhaseoReply create = await Room.PostAsync("/videos", PhaseoRoom.Boat, key);
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorised", reason, "system"), (create.Status, create["error"], create["description"], create["error_type"]));
        foreach ((string method, string target) in new[]
        {
            ("GET", "/videos"), ("GET", "/videos/models"), ("GET", $"/videos/{id}"), ("DELETE", $"/videos/{id}"), ("POST", $"/videos/{id}/cancel"), ("GET", $"/videos/{id}/content"), ("GET", "/credits"),
        })
        {
            PhaseoReply reply = await Room.SendAsync(method, target, null, key);
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorised", reason), (reply.Status, reply["error"], reply["reason"]));
        }

        Assert.Single(Room.Emulator.Jobs);
    }

    [Theory]
    [InlineData("PUT", "/videos")]
    [InlineData("DELETE", "/videos")]
    [InlineData("POST", "/videos/G-1")]
    [InlineData("PATCH", "/videos/G-1")]
    [InlineData("GET", "/videos/G-1/cancel")]
    [InlineData("POST", "/videos/G-1/content")]
    [InlineData("POST", "/videos/G-1/download_url")]
    [InlineData("GET", "/async/video/G-1/ws")]
    [InlineData("GET", "/webhook-endpoints")]
    [InlineData("POST", "/video")]
    public async Task PhaseoEmulator_WrongMethodOrPath_IsNotFound(string method, string target)
    {
        PhaseoReply reply = await Room.SendAsync(method, target);

        Assert.Equal((HttpStatusCode.NotFound, "404 Not Found"), (reply.Status, reply.Text));
    }

    [Theory]
    [InlineData("POST", "/videos")]
    [InlineData("GET", "/videos")]
    [InlineData("GET", "/videos/models")]
    [InlineData("GET", "/videos/G-1")]
    [InlineData("DELETE", "/videos/G-1")]
    [InlineData("POST", "/videos/G-1/cancel")]
    [InlineData("GET", "/videos/G-1/content")]
    public async Task PhaseoEmulator_VideoSwitchedOff_IsToldBeforeAKeyIsAskedFor(string method, string target)
    {
        Room.Emulator.Settings.VideoEnabled = false;
        PhaseoReply reply = await Room.SendAsync(method, target, key: null);

        Assert.Equal(HttpStatusCode.NotImplemented, reply.Status);
        Assert.Equal("""{"error":{"code":"not_implemented_yet","message":"Video endpoints are temporarily disabled while the public contract is finalized."}}""", reply.Text);
    }

    [Fact]
    public async Task PhaseoEmulator_JobOfAnotherAccount_IsNotFound()
    {
        string id = await Room.FinishAsync();
        foreach ((string method, string target) in new[] { ("GET", $"/videos/{id}"), ("DELETE", $"/videos/{id}"), ("GET", $"/videos/{id}/content") })
        {
            PhaseoReply reply = await Room.SendAsync(method, target, null, "aistats_v1_sk_other_secret");
            Assert.Equal((HttpStatusCode.NotFound, "not_found", "video_not_found_or_not_owned", "team_other"), (reply.Status, reply["error"], reply["reason"], reply["team_id"]));
        }
    }

    [Fact]
    public async Task PhaseoEmulator_FailedContentAsConflict_IsNotReady()
    {
        Room.Emulator.Settings.FailedContentIsConflict = true;
        PhaseoReply reply = await Room.GetAsync($"/videos/{await Room.FinishAsync(PhaseoRoom.With(("prompt", "[fail]")))}/content");

        Assert.Equal((HttpStatusCode.Conflict, "not_ready", "video_generation_failed"), (reply.Status, reply["error"], reply["reason"]));
    }
}
