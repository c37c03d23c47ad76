using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Tests.Emulators;

/// <summary>A running emulator of <c>/v1/videos</c> whose jobs wait for the test's clock, and a client with its key.</summary>
internal sealed class OpenAIFixture : IAsyncDisposable
{
    private OpenAIFixture(OpenAIEmulator emulator, ManualTimeProvider time)
    {
        (Emulator, Time) = (emulator, time);
        Client = new RawClient(emulator.BaseUri);
        if (emulator.Settings.ApiKey is { } key)
        {
            Client.Headers["Authorization"] = $"Bearer {key}";
        }
    }

    public OpenAIEmulator Emulator { get; }

    public ManualTimeProvider Time { get; }

    public RawClient Client { get; }

    public static async Task<OpenAIFixture> StartAsync(OpenAISettings? settings = null)
    {
        var time = new ManualTimeProvider();
        var emulator = new OpenAIEmulator(settings ?? new OpenAISettings { Pace = JobPace.AtOnce }, time);
        await emulator.StartAsync();
        return new OpenAIFixture(emulator, time);
    }

    /// <summary>The head of a PNG, which is all the emulator looks at.</summary>
    public static byte[] Png(int width, int height)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    /// <summary>A multipart body; a byte array is a file part of the given media type.</summary>
    public static MultipartFormDataContent Form(string mediaType, params (string Name, object Value)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach ((string name, object value) in parts)
        {
            if (value is byte[] bytes)
            {
                var file = new ByteArrayContent(bytes);
                file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
                form.Add(file, name, "first.png");
            }
            else
            {
                form.Add(new StringContent((string)value), name);
            }
        }

        return form;
    }

    public async Task<string> CreateAsync(string prompt = "a cat")
    {
        RawAnswer answer = await Client.PostAsync("/v1/videos", new JsonObject { ["prompt"] = prompt });
        return answer.Json["id"]!.GetValue<string>();
    }

    /// <summary>That the answer is this error, whole.</summary>
    public static void AssertError(RawAnswer answer, int status, string message, string? code = null, string? param = null, string type = "invalid_request_error")
    {
        Assert.Equal(status, answer.Status);
        var expected = new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code } };
        Assert.Equal(expected.ToJsonString(), answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
