using System.Numerics;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class ConversionTests
{
    private static readonly string[] TwoTexts = ["a", "b"];

    public static TheoryData<object, int> Durations => new()
    {
        { 6, 6 }, { 6L, 6 }, { 6.0, 6 }, { 6.0f, 6 }, { 6.0m, 6 }, { "6", 6 }, { " 6 ", 6 }, { "6s", 6 }, { "6 S", 6 }, { "6.0", 6 }, { "+6", 6 }, { (byte)6, 6 }, { (ulong)6, 6 }, { new BigInteger(6), 6 },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public void Duration_WholeSeconds_AreRead(object cell, int seconds)
    {
        using var _ = new CultureScope("de-DE");

        Assert.Equal(seconds, Binding.Bind(("Duration", cell)).Duration);
    }

    public static TheoryData<string, object, string> Invalid => new()
    {
        { "Duration", "6,0", "whole seconds" },
        { "Duration", "1.000,0", "whole seconds" },
        { "Duration", "1,000", "whole seconds" },
        { "Duration", "6.5", "whole seconds" },
        { "Duration", 6.5, "whole seconds" },
        { "Duration", "6 sec", "whole seconds" },
        { "Duration", "six", "whole seconds" },
        { "Duration", "6e0", "whole seconds" },
        { "Duration", "0", "whole seconds" },
        { "Duration", -6, "whole seconds" },
        { "Duration", "99999999999", "whole seconds" },
        { "Duration", TimeSpan.FromSeconds(6), "whole seconds" },
        { "Duration", true, "whole seconds" },
        { "Duration", "s", "whole seconds" },
        { "Seed", "1,000", "whole number" },
        { "Seed", "0x1F", "whole number" },
        { "Seed", "9223372036854775808", "whole number" },
        { "Seed", double.NaN, "whole number" },
        { "Seed", 1e17, "whole number" },
        { "Seed", ulong.MaxValue, "whole number" },
        { "Seed", false, "whole number" },
        { "Count", "0", "whole number from 1" },
        { "Count", -1, "whole number from 1" },
        { "Premium", "maybe", "true or false, yes or no, 1 or 0" },
        { "Premium", "2", "true or false" },
        { "Premium", 2, "true or false" },
        { "Premium", 0.5, "true or false" },
        { "Audio", "1", "Default, None, Generate or Custom" },
        { "Audio", 1, "Default, None, Generate or Custom" },
        { "Audio", "loud", "Default, None, Generate or Custom" },
        { "Audio", "yes", "Default, None, Generate or Custom" },
        { "generate_audio", "Generate", "true or false" },
        { "audio_type", "4", "1 (generated), 2 (custom) or 3 (none)" },
        { "audio_type", "none", "1 (generated), 2 (custom) or 3 (none)" },
        { "AudioUri", "sound.mp3", "https://" },
        { "AudioUri", "ftp://example.com/a.mp3", "https://" },
        { "AudioUri", "https://", "https://" },
        { "WebhookUri", 5, "https://" },
        { "Prompt", 5, "text" },
        { "Prompt", TwoTexts, "text" },
        { "Prompt", true, "text" },
        { "NegativePrompt", new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), "text" },
        { "Name", new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), "text" },
        { "Key", true, "text" },
        { "Provider", TwoTexts, "text" },
        { "Image", 5, "path of an image file" },
        { "Image", TwoTexts, "path of an image file" },
        { "Image", "https://", "path of an image file" },
        { "Image", "data:text/plain,hello", "data:image/png;base64" },
        { "Image", "data:image/png;base64,", "data:image/png;base64" },
        { "WebhookEvent", 5, "names of events" },
        { "WebhookEvent", new object[] { 5 }, "names of events" },
        { "Option", "{\"a\":", "JSON object" },
        { "Option", "[1]", "JSON object" },
        { "Option", "{\"a\":1,\"a\":2}", "JSON object" },
        { "Option", 5, "JSON object" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Bind_ValueThatDoesNotConvert_SaysColumnValueAndWhatItTakes(string column, object cell, string takes)
    {
        using var _ = new CultureScope("de-DE");

        VideoGenException error = Binding.Refusal((column, cell));

        Assert.Equal("InvalidColumnValue", error.ErrorId);
        Assert.StartsWith($"Column '{column}' has {ShownValue.Of(cell)}; it takes ", error.Message, StringComparison.Ordinal);
        Assert.Contains(takes, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData(" 1 ", true)]
    [InlineData(1, true)]
    [InlineData(1L, true)]
    [InlineData(1.0, true)]
    [InlineData(true, true)]
    [InlineData("False", false)]
    [InlineData("NO", false)]
    [InlineData("0", false)]
    [InlineData(0, false)]
    [InlineData(false, false)]
    public void Switch_EachSpelling_IsRead(object cell, bool expected)
    {
        Assert.Equal(expected, Binding.Bind(("Premium", cell)).Premium);
        Assert.Equal(expected ? AudioMode.Generate : AudioMode.None, Binding.Bind(("generate_audio", cell)).Audio);
    }

    [Theory]
    [InlineData("default", AudioMode.Default)]
    [InlineData("NONE", AudioMode.None)]
    [InlineData(" Generate ", AudioMode.Generate)]
    [InlineData("custom", AudioMode.Custom)]
    [InlineData(AudioMode.None, AudioMode.None)]
    public void Audio_NameInAnyCase_IsRead(object cell, AudioMode expected) => Assert.Equal(expected, Binding.Bind(("Audio", cell)).Audio);

    [Theory]
    [InlineData(1, AudioMode.Generate)]
    [InlineData("2", AudioMode.Custom)]
    [InlineData(3.0, AudioMode.None)]
    public void AudioType_AkoolsNumber_IsRead(object cell, AudioMode expected) => Assert.Equal(expected, Binding.Bind(("audio_type", cell)).Audio);

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData(9007199254740993, 9007199254740993)]
    [InlineData("9007199254740993", 9007199254740993)]
    public void Seed_LargeNumber_KeepsEveryDigit(object cell, long expected) => Assert.Equal(expected, Binding.Bind(("Seed", cell)).Seed);

    [Fact]
    public void Words_NumbersAndIds_AreTheirInvariantDigits()
    {
        using var _ = new CultureScope("de-DE");
        var id = Guid.NewGuid();

        VideoRequest request = Binding.Bind(("Key", 1.5), ("Name", 7), ("Model", id));

        Assert.Equal(("1.5", "7", id.ToString()), (request.Key, request.Name, request.Model));
    }

    [Fact]
    public void Uris_UriObjects_AreTaken()
    {
        var uri = new Uri("https://example.com/a%20b.png?x=%2F");

        VideoRequest request = Binding.Bind(("WebhookUri", uri), ("Image", uri));

        Assert.Equal(uri, request.WebhookUri);
        Assert.Equal(new ImageReference(ImageKind.Url, "https://example.com/a%20b.png?x=%2F"), request.Image);
    }

    [Fact]
    public void WebhookEvents_ListOrSeparatedText_IsRead()
    {
        Assert.Equal(["completed", "failed"], Binding.Bind(("WebhookEvent", "completed, failed;")).WebhookEvents);
        Assert.Equal(["completed", "failed", "cancelled"], Binding.Bind(("WebhookEvent", new object[] { "completed", "failed;cancelled" })).WebhookEvents);
    }

    [Fact]
    public void Bind_LongOrControlText_IsShownShortOnOneLine()
    {
        VideoGenException error = Binding.Refusal(("Duration", "\u001b[31m" + new string('x', 500) + "\n"));

        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 50, 200);
    }
}
