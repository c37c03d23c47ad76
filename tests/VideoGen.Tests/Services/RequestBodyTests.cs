using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using VideoGen.Providers;

namespace VideoGen.Tests.Services;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(null, """{"prompt":"ä","seconds":null}""")]
    [InlineData("{}", """{"prompt":"ä","seconds":null}""")]
    [InlineData("""{"cfg":0.5,"provider":{"only":["a"]},"off":null}""", """{"prompt":"ä","seconds":null,"cfg":0.5,"provider":{"only":["a"]},"off":null}""")]
    [InlineData("""{"seconds":6}""", """{"prompt":"ä","seconds":6}""")]
    public async Task Body_MembersOfOption_StandBesideTheMessage(string? option, string expected)
    {
        using HttpContent content = RequestBody.Create(new TestMessage("ä", null), TestMessages.Default.TestMessage, Parse(option));

        Assert.Equal("application/json", content.Headers.ContentType!.ToString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(await content.ReadAsStringAsync())));
    }

    [Theory]
    [InlineData("""{"seconds":6}""", "seconds")]
    [InlineData("""{"Seconds":4}""", "Seconds")]
    [InlineData("""{"cfg":1,"prompt":null}""", "prompt")]
    public void Body_MemberOfOptionThatIsSetAlready_IsAConflictAndNotSent(string option, string name)
    {
        var message = new TestMessage("secret", 4);

        VideoGenException conflict = Assert.Throws<VideoGenException>(() => RequestBody.Merge(message, TestMessages.Default.TestMessage, Parse(option)));
        NotSentException unsent = Assert.Throws<NotSentException>(() => RequestBody.Create(message, TestMessages.Default.TestMessage, Parse(option)));

        Assert.Equal((VideoErrors.ConflictingValues, VideoErrors.ConflictingValues), (conflict.Kind, unsent.Reason.Kind));
        Assert.Contains($"'{name}'", conflict.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_Made_LeavesOptionToBeUsedAgain()
    {
        JsonObject option = Parse("""{"provider":{"only":["a"]}}""")!;

        JsonObject first = RequestBody.Merge(new TestMessage("a", null), TestMessages.Default.TestMessage, option);
        JsonObject second = RequestBody.Merge(new TestMessage("a", null), TestMessages.Default.TestMessage, option);

        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.Single(option);
    }

    private static JsonObject? Parse(string? json) => json is null ? null : JsonNode.Parse(json)!.AsObject();
}

internal sealed record TestMessage(string? Prompt, int? Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TestMessage))]
internal sealed partial class TestMessages : JsonSerializerContext;
