using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;

namespace VideoGen.Tests.Emulators;

/// <summary>What the emulators' program says, which users paste and scripts read.</summary>
public sealed class ServiceRunTests
{
    [Fact]
    public void Commands_Environment_AreThoseOfEitherSortOfShell() => Assert.Equal(
        ["# PowerShell", "$env:A_URI = 'http://127.0.0.1:1/v1'", "$env:A_KEY = 'k'", "", "# sh, bash, zsh", "export A_URI='http://127.0.0.1:1/v1'", "export A_KEY='k'", ""],
        ServiceRun.Commands([("A_URI", "http://127.0.0.1:1/v1"), ("A_KEY", "k")]));

    [Theory]
    [InlineData("nobody", "There is no service 'nobody'. Services: openai.")]
    [InlineData("openai=http", "'http' is no port: write openai=8080.")]
    public async Task Run_ArgumentThatIsNone_SaysWhatThereIs(string argument, string message)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        int code = await ServiceRun.RunAsync(new Dictionary<string, Func<Emulator>> { ["openai"] = () => new OpenAIEmulator() }, [ServiceRun.Paste, argument], output, errors);

        Assert.Equal((2, message, ""), (code, errors.ToString().Trim(), output.ToString()));
    }
}
