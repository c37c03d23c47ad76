using System.Text.Json.Nodes;
using VideoGen.Emulators.Artnex;

namespace VideoGen.Tests.Emulators;

public sealed class ArtnexRefusalTests : ArtnexTests
{
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
}
