using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class DaftyUploadTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0, 0, 0, 4, 0];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 100, 0, 200, 3];

    [Theory]
    [InlineData("id")]
    [InlineData("url")]
    public async Task DaftyEmulator_Upload_IsUsedByIdOrAddress(string member)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync(new DaftySettings { Pace = JobPace.AtOnce });
        (string id, string address) = await PresignAsync(dafty);

        ServiceAnswer put = await PutAsync(dafty, address, Png);
        ServiceAnswer complete = await dafty.Caller.PostAsync($"/uploads/{id}/complete");

        string url = (string)complete.Json!["data"]!["url"]!;
        complete.MustBe(200, $$$"""{"data":{"id":"{{{id}}}","url":"{{{url}}}","contentType":"image/png","width":512,"height":1024}}""");
        JsonNode video = (await dafty.ReadAsync(await dafty.CreateAsync($$"""{"image":"{{(member == "id" ? id : url)}}","prompt":"p"}""")))["result"]!["video"]!;
        Assert.Equal((200, 720, 1440), (put.Status, (int)video["width"]!, (int)video["height"]!));
        Assert.Equal(Png, (await dafty.Caller.SendAsync("GET", url, null, [])).Bytes);
    }

    [Fact]
    public async Task DaftyEmulator_UploadOfAnotherType_IsTakenForWhatItIs()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        (string id, string address) = await PresignAsync(dafty);
        _ = await PutAsync(dafty, address, Jpeg);

        JsonNode data = (await dafty.Caller.PostAsync($"/uploads/{id}/complete")).Json!["data"]!;

        Assert.Equal(("image/jpeg", 200, 100), ((string)data["contentType"]!, (int)data["width"]!, (int)data["height"]!));
    }

    [Theory]
    [InlineData("key", 400, "InvalidArgument")]
    [InlineData("bearer", 400, "InvalidArgument")]
    [InlineData("type", 403, "SignatureDoesNotMatch")]
    [InlineData("signature", 403, "SignatureDoesNotMatch")]
    [InlineData("late", 403, "AccessDenied")]
    [InlineData("chunked", 411, "MissingContentLength")]
    public async Task DaftyStorage_WrongPut_IsRefused(string what, int status, string code)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        (_, string address) = await PresignAsync(dafty);
        dafty.Pass(what == "late" ? 3600 : 3599);

        ServiceAnswer answer = await dafty.Caller.SendBytesAsync("PUT", what == "signature" ? address + "0" : address, Png, what switch
        {
            "key" => [("Content-Type", "image/png"), ("x-api-key", DaftySettings.DefaultKey)],
            "bearer" => [("Content-Type", "image/png"), ("Authorization", "Bearer x")],
            "type" => [("Content-Type", "image/jpeg")],
            "chunked" => [("Content-Type", "image/png"), ("Transfer-Encoding", "chunked")],
            _ => [("Content-Type", "image/png")],
        });

        Assert.Equal(status, answer.Status);
        Assert.Contains($"<Code>{code}</Code>", Encoding.UTF8.GetString(answer.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"contentType":"image/png"}""", "filename is required")]
    [InlineData("""{"filename":"a.png"}""", "contentType is required")]
    [InlineData("""{"filename":1,"contentType":"image/png"}""", "filename must be a string")]
    [InlineData("""{"filename":"a.bmp","contentType":"image/bmp"}""", "contentType must be one of image/png, image/jpeg, image/gif, image/webp")]
    [InlineData("""{"filename":"a.png","contentType":"image/png","size":3}""", "size is not a known member")]
    public async Task DaftyEmulator_WrongPresign_IsRefused(string body, string message)
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();

        (await dafty.Caller.PostAsync("/uploads", body)).MustBe(400, $$$"""{"error":{"code":"VALIDATION_ERROR","message":"{{{message}}}"}}""");
    }

    [Fact]
    public async Task DaftyEmulator_UploadThatIsNotReady_IsRefused()
    {
        await using DaftyFixture dafty = await DaftyFixture.StartAsync();
        (string id, string address) = await PresignAsync(dafty);

        (await dafty.Caller.PostAsync($"/uploads/{id}/complete")).MustBe(409, """{"error":{"code":"CONFLICT","message":"The file has not been uploaded yet"}}""");
        (await dafty.Caller.PostAsync("/uploads/up_0/complete")).MustBe(404, """{"error":{"code":"NOT_FOUND","message":"Upload not found"}}""");
        _ = await PutAsync(dafty, address, "no image"u8.ToArray());
        (await dafty.Caller.PostAsync($"/uploads/{id}/complete")).MustBe(400, """{"error":{"code":"VALIDATION_ERROR","message":"The uploaded file is not a PNG, JPEG, GIF or WebP image"}}""");
        Assert.Equal(400, (await dafty.Caller.PostAsync("/videos/image-to-video", $$"""{"image":"{{id}}","prompt":"p"}""")).Status);
    }

    private static async Task<(string Id, string Address)> PresignAsync(DaftyFixture dafty)
    {
        ServiceAnswer answer = await dafty.Caller.PostAsync("/uploads", """{"filename":"logo one.png","contentType":"image/png"}""");
        JsonNode data = answer.Json!["data"]!;
        Assert.Equal((201, 3600), (answer.Status, (int)data["expiresIn"]!));
        return ((string)data["uploadId"]!, (string)data["uploadUrl"]!);
    }

    private static Task<ServiceAnswer> PutAsync(DaftyFixture dafty, string address, byte[] bytes) =>
        dafty.Caller.SendBytesAsync("PUT", address, bytes, [("Content-Type", "image/png")]);
}
