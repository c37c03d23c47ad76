using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Tests.Emulators;

/// <summary>That every wrong field, type, method, key and state is refused, and nothing made or charged by it.</summary>
public sealed class OpenAIEmulatorTestsRefusals
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    [Theory]
    [InlineData("""{}""", "missing_required_parameter", "prompt", "Missing required parameter: 'prompt'.")]
    [InlineData("""{"prompt":null}""", "invalid_type", "prompt", "Invalid type for 'prompt': must be a string.")]
    [InlineData("""{"prompt":7}""", "invalid_type", "prompt", "Invalid type for 'prompt': must be a string.")]
    [InlineData("""{"prompt":""}""", "invalid_value", "prompt", "Invalid value for 'prompt': must have at least 1 characters.")]
    [InlineData("""{"prompt":"abcdefghijk"}""", "invalid_value", "prompt", "Invalid value for 'prompt': must have at most 10 characters.")]
    [InlineData("""{"prompt":"a","prompt":"b"}""", "invalid_value", "prompt", "Invalid value for 'prompt': is given twice.")]
    [InlineData("""{"prompt":"a","model":2}""", "invalid_type", "model", "Invalid type for 'model': must be a string.")]
    [InlineData("""{"prompt":"a","model":"sora"}""", "invalid_value", "model", "Invalid value: 'sora'. Supported values are: 'sora-2', 'sora-2-pro', 'sora-2-2025-10-06', 'sora-2-pro-2025-10-06', and 'sora-2-2025-12-08'.")]
    [InlineData("""{"prompt":"a","size":720}""", "invalid_type", "size", "Invalid type for 'size': must be a string.")]
    [InlineData("""{"prompt":"a","size":"720p"}""", "invalid_value", "size", "Invalid value: '720p'. Supported values are: '720x1280', '1280x720', '1024x1792', and '1792x1024'.")]
    [InlineData("""{"prompt":"a","size":"1024x1792"}""", "invalid_value", "size", "Invalid value: '1024x1792'. Supported values are: '720x1280' and '1280x720'.")]
    [InlineData("""{"prompt":"a","seconds":4}""", "invalid_type", "seconds", "Invalid type for 'seconds': must be a string.")]
    [InlineData("""{"prompt":"a","seconds":"5"}""", "invalid_value", "seconds", "Invalid value: '5'. Supported values are: '4', '8', and '12'.")]
    [InlineData("""{"prompt":"a","seconds":null}""", "invalid_type", "seconds", "Invalid type for 'seconds': must be a string.")]
    [InlineData("""{"prompt":"a","n":1}""", "unknown_parameter", "n", "Unknown parameter: 'n'.")]
    [InlineData("""{"prompt":"a","Size":"720x1280"}""", "unknown_parameter", "Size", "Unknown parameter: 'Size'.")]
    [InlineData("""{"prompt":"a","input_reference":"https://example.com/a.png"}""", "invalid_type", "input_reference", "Invalid type for 'input_reference': must be an object.")]
    [InlineData("""{"prompt":"a","input_reference":{}}""", "invalid_value", "input_reference", "Invalid value for 'input_reference': provide exactly one of 'image_url' or 'file_id'.")]
    [InlineData("""{"prompt":"a","input_reference":{"image_url":"https://example.com/a.png","file_id":"f"}}""", "invalid_value", "input_reference", "Invalid value for 'input_reference': provide exactly one of 'image_url' or 'file_id'.")]
    [InlineData("""{"prompt":"a","input_reference":{"image_url":"https://example.com/a.png","detail":"x"}}""", "unknown_parameter", "input_reference.detail", "Unknown parameter: 'input_reference.detail'.")]
    [InlineData("""{"prompt":"a","input_reference":{"image_url":"a.png"}}""", "invalid_value", "input_reference.image_url", "Invalid value for 'input_reference.image_url': expected a fully qualified URL or a base64-encoded data URL.")]
    [InlineData("""{"prompt":"a","input_reference":{"image_url":"data:image/png;base64,!"}}""", "invalid_value", "input_reference.image_url", "Invalid value for 'input_reference.image_url': expected a fully qualified URL or a base64-encoded data URL.")]
    [InlineData("""{"prompt":"a","input_reference":{"image_url":"data:image/gif;base64,AAAA"}}""", "unsupported_file_mimetype", "input_reference", "Invalid file 'input_reference': unsupported mimetype ('image/gif'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.")]
    [InlineData("[]", null, null, "We could not parse the JSON body of your request.")]
    [InlineData("{", null, null, "We could not parse the JSON body of your request.")]
    [InlineData("", null, null, "We could not parse the JSON body of your request.")]
    public async Task Create_WrongJson_Is400(string json, string? code, string? param, string message)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { MaxPromptLength = 10 });

        AssertRefused(openai, await openai.Client.SendAsync("POST", "/v1/videos", json), 400, message, code, param);
    }

    public static TheoryData<string, (string, object)[], string?, string?, string> WrongForms => new()
    {
        { "image/png", [("model", "sora-2")], "missing_required_parameter", "prompt", "Missing required parameter: 'prompt'." },
        { "image/png", [("prompt", "")], "invalid_value", "prompt", "Invalid value for 'prompt': must have at least 1 characters." },
        { "image/png", [("prompt", "abcdefghijk")], "invalid_value", "prompt", "Invalid value for 'prompt': must have at most 10 characters." },
        { "image/png", [("prompt", "a"), ("prompt", "b")], "duplicate_parameter", "prompt", "Duplicate parameter: 'prompt'." },
        { "image/png", [("prompt", "a"), ("fps", "16")], "unknown_parameter", "fps", "Unknown parameter: 'fps'." },
        { "image/png", [("prompt", "a"), ("mask", new byte[] { 1 })], "unknown_parameter", "mask", "Unknown parameter: 'mask'." },
        { "text/plain", [("prompt", new byte[] { 65 })], "invalid_type", "prompt", "Invalid type for 'prompt': expected a string, but got a file instead." },
        { "image/png", [("prompt", "a"), ("seconds", "6")], "invalid_value", "seconds", "Invalid value: '6'. Supported values are: '4', '8', and '12'." },
        { "image/png", [("prompt", "a"), ("size", "1x1")], "invalid_value", "size", "Invalid value: '1x1'. Supported values are: '720x1280', '1280x720', '1024x1792', and '1792x1024'." },
        { "image/png", [("prompt", "a"), ("input_reference", "a.png")], "invalid_type", "input_reference", "Invalid type for 'input_reference': expected a file, but got a string instead." },
        { "image/png", [("prompt", "a"), ("input_reference", OpenAIFixture.Png(720, 1280)), ("input_reference", OpenAIFixture.Png(720, 1280))], "duplicate_parameter", "input_reference", "Duplicate parameter: 'input_reference'." },
        { "application/octet-stream", [("prompt", "a"), ("input_reference", OpenAIFixture.Png(720, 1280))], "unsupported_file_mimetype", "input_reference", "Invalid file 'input_reference': unsupported mimetype ('application/octet-stream'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'." },
        { "image/png", [("prompt", "a"), ("input_reference", OpenAIFixture.Png(640, 480))], null, null, "Inpaint image must match the requested width and height" },
    };

    [Theory]
    [MemberData(nameof(WrongForms))]
    public async Task Create_WrongForm_Is400(string mediaType, (string, object)[] parts, string? code, string? param, string message)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { MaxPromptLength = 10 });

        AssertRefused(openai, await openai.Client.SendAsync("POST", "/v1/videos", OpenAIFixture.Form(mediaType, parts)), 400, message, code, param);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Create_OtherMediaType_Is400(string mediaType)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();

        RawAnswer answer = await openai.Client.SendAsync("POST", "/v1/videos", "prompt=a", mediaType: mediaType);

        AssertRefused(openai, answer, 400, "Unsupported content type: use 'application/json' or 'multipart/form-data'.", "unsupported_content_type", null);
    }

    [Fact]
    public async Task Create_CutMultipart_Is400()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        var body = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na"u8.ToArray());
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b"));

        AssertRefused(openai, await openai.Client.SendAsync("POST", "/v1/videos", body), 400, "Could not parse multipart form.", null, null);
    }

    [Fact]
    public async Task Create_UnknownFile_Is404()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();

        RawAnswer answer = await openai.Client.PostAsync("/v1/videos", new JsonObject { ["prompt"] = "a", ["input_reference"] = new JsonObject { ["file_id"] = "file-1" } });

        AssertRefused(openai, answer, 404, "No such File object: file-1", null, "input_reference.file_id");
    }

    [Fact]
    public async Task Create_BalanceTooLow_IsAnExceededQuota()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { Balance = 0.39m });

        RawAnswer answer = await openai.Client.PostAsync("/v1/videos", new JsonObject { ["prompt"] = "a" });

        OpenAIFixture.AssertError(answer, 429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota", type: "insufficient_quota");
        Assert.Empty(openai.Emulator.Videos);
    }

    [Theory]
    [InlineData("?order=up", "Invalid value: 'up'. Supported values are: 'asc' and 'desc'.", "order")]
    [InlineData("?limit=101", "Invalid value for 'limit': must be an integer between 0 and 100.", "limit")]
    [InlineData("?limit=-1", "Invalid value for 'limit': must be an integer between 0 and 100.", "limit")]
    [InlineData("?limit=ten", "Invalid value for 'limit': must be an integer between 0 and 100.", "limit")]
    public async Task List_WrongQuery_Is400(string query, string message, string param)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();

        OpenAIFixture.AssertError(await openai.Client.GetAsync($"/v1/videos{query}"), 400, message, "invalid_value", param);
    }

    [Fact]
    public async Task AnyRead_UnknownVideo_Is404()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        foreach ((string method, string path, string param) in new[] { ("GET", "/v1/videos/x", "id"), ("DELETE", "/v1/videos/x", "id"), ("GET", "/v1/videos/x/content", "id"), ("GET", "/v1/videos?after=x", "after") })
        {
            OpenAIFixture.AssertError(await openai.Client.SendAsync(method, path), 404, "Video with id 'x' not found.", null, param);
        }
    }

    [Theory]
    [InlineData("a cat", 404)]
    [InlineData("a cat", 409)]
    [InlineData("fail-this", 404)]
    public async Task Content_NoResult_IsNotReady(string prompt, int status)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { NotReadyStatus = status, Pace = prompt == "a cat" ? new JobPace() : JobPace.AtOnce });
        string id = await openai.CreateAsync(prompt);

        OpenAIFixture.AssertError(await openai.Client.GetAsync($"/v1/videos/{id}/content"), status, $"Video is not ready yet, use GET /v1/videos/{id} to check status.");
    }

    [Fact]
    public async Task Content_AfterItsTime_HasExpired()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync();
        openai.Time.Advance(TimeSpan.FromHours(1));

        OpenAIFixture.AssertError(await openai.Client.GetAsync($"/v1/videos/{id}/content"), 404, $"The content of video '{id}' has expired.");
    }

    [Fact]
    public async Task Content_UnknownVariant_Is400()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync();

        OpenAIFixture.AssertError(
            await openai.Client.GetAsync($"/v1/videos/{id}/content?variant=gif"), 400, "Invalid value: 'gif'. Supported values are: 'video', 'thumbnail', and 'spritesheet'.", "invalid_value", "variant");
    }

    [Theory]
    [InlineData(false, 409)]
    [InlineData(true, 200)]
    public async Task Delete_RunningVideo_IsRefusedUnlessSetSo(bool deleteActive, int status)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync(new OpenAISettings { DeleteActive = deleteActive });
        string id = await openai.CreateAsync();

        RawAnswer answer = await openai.Client.SendAsync("DELETE", $"/v1/videos/{id}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(deleteActive ? 0 : 1, openai.Emulator.Videos.Count);
        Assert.Equal(deleteActive ? null : $"Video '{id}' is queued and cannot be deleted yet.", answer.Json["error"]?["message"]?.GetValue<string>());
    }

    [Theory]
    [InlineData(null, "You didn't provide an API key.", null)]
    [InlineData("Bearer wrong", "Incorrect API key provided.", "invalid_api_key")]
    [InlineData("sk-emulator-0123456789", "Incorrect API key provided.", "invalid_api_key")]
    [InlineData("bearer sk-emulator-0123456789", "Incorrect API key provided.", "invalid_api_key")]
    public async Task EveryEndpoint_WrongKey_Is401(string? authorization, string message, string? code)
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync();
        var headers = new Dictionary<string, string>();
        if (authorization is not null)
        {
            headers["Authorization"] = authorization;
        }

        foreach ((string methods, string path) in Endpoints(id))
        {
            foreach (string method in methods.Split(','))
            {
                OpenAIFixture.AssertError(await openai.Client.SendAsync(method, path, method == "POST" ? """{"prompt":"a"}""" : null, headers), 401, message, code);
            }
        }

        _ = Assert.Single(openai.Emulator.Videos);
    }

    [Fact]
    public async Task EveryEndpoint_OtherMethod_Is405()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();
        string id = await openai.CreateAsync();
        foreach ((string methods, string path) in Endpoints(id))
        {
            foreach (string method in Methods.Except(methods.Split(',')))
            {
                OpenAIFixture.AssertError(await openai.Client.SendAsync(method, path, method == "GET" ? null : "{}"), 405, $"Not allowed to {method} on {path}.", "method_not_supported");
            }
        }

        _ = Assert.Single(openai.Emulator.Videos);
    }

    [Fact]
    public async Task OtherPaths_AreInvalid()
    {
        await using OpenAIFixture openai = await OpenAIFixture.StartAsync();

        OpenAIFixture.AssertError(await openai.Client.GetAsync("/videos"), 404, "Invalid URL (GET /videos)");
        Assert.Equal(404, (await openai.Client.GetAsync("/V1/videos")).Status);
    }

    [Fact]
    public void ImageHeader_EachFormat_IsRead()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xC2, 0, 17, 8, 0x02, 0xD0, 0x05, 0x00, 3];

        Assert.Equal(new ImageHeader("image/jpeg", 1280, 720), ImageHeader.Read(jpeg));
        Assert.Equal(new ImageHeader("image/png", 7, 9), ImageHeader.Read(OpenAIFixture.Png(7, 9)));
        Assert.Null(ImageHeader.Read("RIFF"u8));
        Assert.Null(ImageHeader.Read(jpeg.AsSpan(0, 15)));
    }

    private static (string Methods, string Path)[] Endpoints(string id) => [("GET,POST", "/v1/videos"), ("GET,DELETE", $"/v1/videos/{id}"), ("GET", $"/v1/videos/{id}/content")];

    private static void AssertRefused(OpenAIFixture openai, RawAnswer answer, int status, string message, string? code, string? param)
    {
        OpenAIFixture.AssertError(answer, status, message, code, param);
        Assert.Empty(openai.Emulator.Videos);
        Assert.Empty(openai.Emulator.Charges.Entries);
    }
}
