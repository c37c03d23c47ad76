using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using VideoGen.Http;

namespace VideoGen.Providers;

/// <summary>
/// The JSON body of a request: the service's message as the parameters fill it in, and the members of
/// <see cref="VideoRequest.Option"/> beside them, sent as they are.
/// </summary>
internal static class RequestBody
{
    /// <summary>
    /// The message with the members of <paramref name="option"/>. For <see cref="ProviderDescriptor.CheckRules"/>, with any text in
    /// place of what is known only when it is sent, such as an image; and for a form, which has fields instead of a body.
    /// </summary>
    /// <remarks>
    /// A member of the message that is null counts as not set. Names are compared without case: a server that reads them so
    /// would see such a member twice. A member is taken whole; nothing is put into an object that the message has.
    /// </remarks>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>: the message has the member already. Its value is not shown, since it may be a secret.</exception>
    public static JsonObject Merge<T>(T message, JsonTypeInfo<T> type, JsonObject? option)
    {
        JsonObject body = JsonSerializer.SerializeToNode(message, type)?.AsObject() ?? [];
        foreach ((string name, JsonNode? value) in option ?? [])
        {
            string? taken = body.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key;
            if (taken is not null && body[taken] is not null)
            {
                throw new VideoGenException(VideoErrors.ConflictingValues, $"Option has the body field '{DisplayText.OneLine(name, 40)}', which the request sets already: leave it out of Option, and use the parameter that stands for it.");
            }

            if (taken is not null)
            {
                _ = body.Remove(taken);
            }

            body[name] = value?.DeepClone();
        }

        return body;
    }

    /// <summary>The body to send.</summary>
    /// <param name="images">Those that texts in the message stand for; they are encoded while the body is sent.</param>
    /// <exception cref="NotSentException"><c>ConflictingValues</c>, for a request that was not validated: see <see cref="Merge"/>.</exception>
    public static HttpContent Create<T>(T message, JsonTypeInfo<T> type, JsonObject? option, BodyImages? images = null)
    {
        byte[] json = option is { Count: > 0 }
            ? Encoding.UTF8.GetBytes(NotSentException.Preparing(() => Merge(message, type, option)).ToJsonString())
            : JsonSerializer.SerializeToUtf8Bytes(message, type);
        return images?.Fill(json) ?? ApiTransport.JsonBody(json);
    }
}
