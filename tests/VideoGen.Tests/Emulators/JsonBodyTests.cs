using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("", "", JsonFaultKind.Syntax)]
    [InlineData("{\"text\":\"a\",}", "", JsonFaultKind.Syntax)]
    [InlineData("{\"text\":\"a\"}{}", "", JsonFaultKind.Syntax)]
    [InlineData("[]", "", JsonFaultKind.Type)]
    [InlineData("{}", "text", JsonFaultKind.Missing)]
    [InlineData("{\"text\":null}", "text", JsonFaultKind.Missing)]
    [InlineData("{\"text\":1}", "text", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"\"}", "text", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"abcdef\"}", "text", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "text", JsonFaultKind.Duplicate)]
    [InlineData("{\"text\":\"a\",\"Text\":\"b\"}", "Text", JsonFaultKind.Unknown)]
    [InlineData("{\"text\":\"a\",\"word\":\"RED\"}", "word", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"a\",\"count\":\"1\"}", "count", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"count\":1.0}", "count", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"count\":1e1}", "count", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"count\":11}", "count", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"a\",\"flag\":\"true\"}", "flag", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"share\":1.5}", "share", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"a\",\"part\":[]}", "part", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"part\":{\"x\":1}}", "part.x", JsonFaultKind.Unknown)]
    [InlineData("{\"text\":\"a\",\"list\":[{},1]}", "list[1]", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"list\":[{},{},{}]}", "list", JsonFaultKind.Value)]
    [InlineData("{\"text\":\"a\",\"list\":[{\"text\":5}]}", "list[0].text", JsonFaultKind.Type)]
    [InlineData("{\"text\":\"a\",\"words\":[\"x\",null]}", "words[1]", JsonFaultKind.Type)]
    public void JsonBody_WrongBody_HasThatOneFault(string json, string path, JsonFaultKind kind)
    {
        JsonBody body = Read(json);

        JsonFault fault = Assert.Single(body.Faults);
        Assert.Equal((path, kind), (fault.Path, fault.Kind));
    }

    [Fact]
    public void JsonBody_RightBody_HasNoFault()
    {
        JsonBody body = Read("""{"text":"abc","word":"red","count":-0,"flag":false,"share":1,"part":{},"list":[{"text":"b"}],"words":["x"],"free":null}""");

        Assert.Empty(body.Faults);
        Assert.Equal(("abc", 0L, false, 1.0), (body.Text("text"), body.Whole("count"), body.Flag("flag"), body.Number("share")));
    }

    [Fact]
    public void JsonBody_NullNotAllowed_IsAWrongType()
    {
        var body = JsonBody.Parse("""{"text":null}""", nullIsAbsent: false);

        _ = body.Text("text");

        Assert.Equal(JsonFaultKind.Type, Assert.Single(body.Faults).Kind);
    }

    private static JsonBody Read(string json)
    {
        var body = JsonBody.Parse(json);
        _ = body.Text("text", required: true, minLength: 1, maxLength: 5);
        _ = body.Text("word", oneOf: ["red", "green"]);
        _ = body.Whole("count", min: 0, max: 10);
        _ = body.Flag("flag");
        _ = body.Number("share", min: 0, max: 1);
        body.Part("part")?.RefuseUnknown();
        foreach (JsonBody element in body.Parts("list", max: 2) ?? [])
        {
            _ = element.Text("text");
        }

        _ = body.Texts("words");
        _ = body.Any("free");
        body.RefuseUnknown();
        return body;
    }
}
