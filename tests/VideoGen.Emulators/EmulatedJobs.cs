using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators;

/// <summary>Makes jobs at an emulated service as some other client would.</summary>
public static class EmulatedJobs
{
    private sealed record Create(string Path, string KeyHeader, string Body, string[] Id);

    private static readonly Dictionary<string, Create> Creates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Akool"] = new("api/open/v4/image2Video/createBySourcePrompt", "x-api-key", """{"image_url":"https://example.com/a.png","prompt":"p","negative_prompt":"","resolution":"720p","audio_type":3,"video_length":5}""", ["data", "_id"]),
        ["Artnex"] = new("v1/video", "Authorization", """{"prompt":"p","model":"veo3.1"}""", ["request_id"]),
        ["Dafty"] = new("api/v1/videos/image-to-video", "x-api-key", """{"image":"https://example.com/a.png","prompt":"p"}""", ["data", "id"]),
        ["OpenAI"] = new("v1/videos", "Authorization", """{"model":"sora-2","prompt":"p"}""", ["id"]),
        ["Phantaisia"] = new("v1/run/single_frame_video", "Authorization", """{"prompt_image":"https://example.com/a.jpg","prompt":"p","model":"advanced","duration":"4s"}""", ["id"]),
        ["Phaseo"] = new("v1/videos", "Authorization", """{"model":"openai/sora-2","prompt":"p","duration":4,"size":"1280x720"}""", ["id"]),
    };

    /// <param name="service">Its name in the catalogue.</param>
    /// <param name="emulator">Of that service, started.</param>
    /// <returns>The ids, in the order in which the jobs were made.</returns>
    /// <exception cref="InvalidOperationException">The service refused one.</exception>
    public static async Task<IReadOnlyList<string>> MakeAsync(string service, Emulator emulator, int count, CancellationToken cancellationToken)
    {
        Create create = Creates[service];
        string key = emulator.Environment.Single(variable => variable.Name == $"VIDEOGEN_{service.ToUpperInvariant()}_KEY").Value;
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.BaseUri, create.Path));
            request.Content = new StringContent(create.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            _ = request.Headers.TryAddWithoutValidation(create.KeyHeader, create.KeyHeader == "Authorization" ? $"Bearer {key}" : key);
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            JsonNode? id = answer.IsSuccessStatusCode ? create.Id.Aggregate(JsonNode.Parse(text), (node, member) => node?[member]) : null;
            ids[i] = (string?)id ?? throw new InvalidOperationException($"{service} made no job: {(int)answer.StatusCode} {text}");
        }

        return ids;
    }
}
