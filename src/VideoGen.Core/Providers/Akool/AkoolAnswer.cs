using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VideoGen.Http;

namespace VideoGen.Providers.Akool;

/// <summary>A successful answer, out of its envelope.</summary>
internal sealed class AkoolAnswer
{
    /// <summary>Where lists are: the page has <c>result</c>, the others are for endpoints without a page.</summary>
    private static readonly string[] ListNames = ["result", "list", "rows", "data"];

    private readonly ApiEndpoint _endpoint;

    private AkoolAnswer(ApiAnswer<AkoolEnvelope> answer, ApiEndpoint endpoint)
    {
        _endpoint = endpoint;
        (Data, Token, Status, Text) = (answer.Body.Data, answer.Body.Token, answer.Status, answer.Text);
    }

    /// <summary>Of kind <c>Undefined</c> where the answer has none.</summary>
    public JsonElement Data { get; }

    public string? Token { get; }

    /// <summary>The whole answer without secrets.</summary>
    public string Text { get; }

    public HttpStatusCode Status { get; }

    /// <param name="kind">What the request was, which decides what a refusal is thrown as.</param>
    /// <exception cref="SubmissionRefusedException">A submission was refused.</exception>
    /// <exception cref="VideoGenException">The service stated an error, or answered with something else than its envelope.</exception>
    public static AkoolAnswer Of(ApiAnswer<AkoolEnvelope> answer, ApiEndpoint endpoint, ApiCall kind)
    {
        int? code = AkoolErrors.CodeOf(answer.Body.Code);
        if (code == AkoolErrors.Success)
        {
            return new AkoolAnswer(answer, endpoint);
        }

        if (code is null || AkoolErrors.Of(code.Value, answer.Body.Msg, answer.Status) is not { } error)
        {
            throw new VideoGenException(VideoErrors.InvalidResponse, $"{endpoint.Name} answered {(int)answer.Status}, but without the code it documents.") { HttpStatus = answer.Status, Provider = endpoint.Name };
        }

        VideoGenException reason = ApiFailure.Stated(endpoint, error, answer.Status, RequestIds.Of(answer.Headers));
        throw kind == ApiCall.Submit && error.IsRefusal is true ? new SubmissionRefusedException(reason) : reason;
    }

    /// <summary>The refusal of one clip of a batch. Its shape is not documented: an object of the two members, or text.</summary>
    public VideoGenException RefusalOf(JsonElement item)
    {
        ErrorBody? body = ErrorBody.Parse(item.GetRawText());
        int? code = body?.Find("code") is { } member ? AkoolErrors.CodeOf(member) : null;
        string msg = body is null
            ? item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()
            : body.Text("msg") ?? body.Text("message") ?? item.GetRawText();
        ServiceError error = (code is null ? null : AkoolErrors.Of(code.Value, msg, Status)) ?? new ServiceError(body?.Text("code"), msg) { Kind = VideoErrors.RequestRefused };
        return ApiFailure.Stated(_endpoint, error, Status);
    }

    /// <summary>The list in <see cref="Data"/>, or that it is; null where there is none.</summary>
    public IReadOnlyList<JsonElement>? List()
    {
        if (Data.ValueKind == JsonValueKind.Array)
        {
            return [.. Data.EnumerateArray()];
        }

        foreach (string name in ListNames)
        {
            if (Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                return [.. list.EnumerateArray()];
            }
        }

        return null;
    }

    /// <summary><see cref="List"/>, which the page promises.</summary>
    public IReadOnlyList<JsonElement> RequireList() => List() ?? throw NotAsDocumented("has no list");

    /// <summary>A piece of the answer as what it should be; null when it is nothing like it.</summary>
    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object ? element.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Clean(string text) => ApiFailure.Mask(_endpoint, text);

    public VideoGenException NotAsDocumented(string what) =>
        new(VideoErrors.InvalidResponse, $"{_endpoint.Name}'s answer {what}: {DisplayText.OneLine(Text, 200)}") { HttpStatus = Status };
}
