using System.Text.Json;

namespace VideoGen.Tests.Looks;

public sealed class JobErrorTests
{
    [Fact]
    public void JobError_EscapesAndLines_AreCleanedAtOnce()
    {
        var error = new JobError("bad\u001b[31m", "first\r\nsecond\u009b2J");

        Assert.Equal(("bad [31m", "first second 2J"), (error.Code, error.Message));
    }

    [Fact]
    public void JobError_ReadFromJson_IsCleanedToo() => Assert.Equal(
        new JobError("code", "a b"),
        JsonSerializer.Deserialize<JobError>("""{"Code":"code","Message":"a\u001bb"}"""));
}
