using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Tests.Services;

/// <summary>
/// Stands at the end of a pipeline in place of the network and plays recorded exchanges in order. Each is a file of
/// <c>Services/&lt;Service&gt;/Exchanges</c>: <c>{ "request": { "method", "path", "headers"?, "body"? }, "response": { "status",
/// "headers"?, "body"? } }</c>. A request must be the recorded one: method, path with its query, the headers that are listed
/// (null: must not be there), and the whole body as JSON. A body that is a string is compared, and answered, as text. A form
/// stands as <c>"form"</c> in place of the body: each field's text, or <c>{ "fileName", "mediaType", "base64" }</c> of a file.
/// </summary>
internal sealed class RecordedNetwork(string service, params string[] names) : HttpMessageHandler
{
    private readonly Queue<string> _left = new(names);

    /// <summary>What the first request that was not the recorded one was like; null while all were.</summary>
    private string? _difference;

    public static string Folder(string service) => Path.Combine(Repository.Root, "tests", "VideoGen.Tests", "Services", service, "Exchanges");

    /// <summary>Every recorded exchange was used, by the request that was recorded.</summary>
    public void AssertPlayed()
    {
        Assert.True(_difference is null, _difference);
        Assert.Empty(_left);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (!_left.TryDequeue(out string? name))
        {
            _difference ??= $"{request.Method} {request.RequestUri} came after the last recorded exchange.";
            throw new InvalidOperationException(_difference);
        }

        JsonNode exchange = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(service), name + ".json"), cancellationToken))!;
        JsonObject? form = request.Content is MultipartFormDataContent parts ? await FormOf(parts, cancellationToken) : null;
        _difference ??= Compare(exchange["request"]!, request, body, form) is { } difference ? $"{name}: {difference}" : null;
        return _difference is null ? Answer(exchange["response"]!, request) : throw new InvalidOperationException(_difference);
    }

    private static async Task<JsonObject> FormOf(MultipartFormDataContent parts, CancellationToken cancellationToken)
    {
        var form = new JsonObject();
        foreach (HttpContent part in parts)
        {
            ContentDispositionHeaderValue head = part.Headers.ContentDisposition!;
            form.Add(head.Name!.Trim('"'), head.FileName is null ? await part.ReadAsStringAsync(cancellationToken) : new JsonObject
            {
                ["fileName"] = head.FileName.Trim('"'),
                ["mediaType"] = part.Headers.ContentType?.ToString(),
                ["base64"] = Convert.ToBase64String(await part.ReadAsByteArrayAsync(cancellationToken)),
            });
        }

        return form;
    }

    private static string? Compare(JsonNode recorded, HttpRequestMessage request, string body, JsonObject? form)
    {
        string line = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        if (line != $"{recorded["method"]} {recorded["path"]}")
        {
            return $"'{line}' is not '{recorded["method"]} {recorded["path"]}'.";
        }

        foreach ((string header, JsonNode? value) in recorded["headers"]?.AsObject() ?? [])
        {
            IEnumerable<string>? sent = request.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values
                : request.Content?.Headers.TryGetValues(header, out values) == true ? values : null;
            string? text = sent is null ? null : string.Join(", ", sent);
            if (text != value?.GetValue<string>())
            {
                return $"the header {header} is '{text}', not '{value}'.";
            }
        }

        if (recorded["form"] is { } expectedForm)
        {
            return JsonNode.DeepEquals(form, expectedForm) ? null : $"the form is {form?.ToJsonString() ?? body}, not {expectedForm.ToJsonString()}";
        }

        return recorded["body"] switch
        {
            null => body.Length == 0 ? null : $"the body is not empty: {body}",
            JsonValue text when text.TryGetValue(out string? expected) => body == expected ? null : $"the body is {body}",
            { } json => body.Length > 0 && JsonNode.DeepEquals(JsonNode.Parse(body), json) ? null : $"the body is {body}, not {json.ToJsonString()}",
        };
    }

    private static HttpResponseMessage Answer(JsonNode recorded, HttpRequestMessage request)
    {
        JsonNode? body = recorded["body"];
        bool isText = body is JsonValue value && value.TryGetValue<string>(out _);
        var answer = new HttpResponseMessage((HttpStatusCode)recorded["status"]!.GetValue<int>())
        {
            RequestMessage = request,
            Content = new StringContent(isText ? body!.GetValue<string>() : body?.ToJsonString() ?? "", Encoding.UTF8, isText ? "text/plain" : "application/json"),
        };
        foreach ((string header, JsonNode? text) in recorded["headers"]?.AsObject() ?? [])
        {
            if (!answer.Headers.TryAddWithoutValidation(header, text!.GetValue<string>()))
            {
                _ = answer.Content.Headers.Remove(header);
                answer.Content.Headers.Add(header, text.GetValue<string>());
            }
        }

        return answer;
    }
}
