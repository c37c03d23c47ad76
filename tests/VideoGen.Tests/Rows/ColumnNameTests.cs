using System.Collections.Specialized;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using VideoGen.Cmdlets;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class ColumnNameTests
{
    private static readonly ImageReference Link = new(ImageKind.Url, "https://example.com/a.png");

    public static TheoryData<string, object, Func<VideoRequest, object?>, object> Names()
    {
        var names = new TheoryData<string, object, Func<VideoRequest, object?>, object>();
        void Add(Func<VideoRequest, object?> member, object cell, object expected, params string[] columns)
        {
            foreach (string column in columns)
            {
                names.Add(column, cell, member, expected);
            }
        }

        Add(request => request.Prompt, "a cat", "a cat", "Prompt", "prompt");
        Add(request => request.Model, " veo3.1 ", "veo3.1", "Model", "model_name");
        Add(request => request.Image, Link.Value, Link, "Image", "FirstFrame", "StartImage", "image_url", "prompt_image", "first_frame", "image");
        Add(request => request.LastImage, Link.Value, Link, "LastImage", "LastFrame", "EndImage", "last_frame", "last_image_url");
        Add(request => request.ReferenceImages.Single(), Link.Value, new ReferenceImage(Link), "ReferenceImage");
        Add(request => request.Duration, "6s", 6, "Duration", "Seconds", "video_length", "SECONDS");
        Add(request => request.Resolution, "720p", "720p", "Resolution");
        Add(request => request.Size, "1280x720", "1280x720", "Size");
        Add(request => request.AspectRatio, "16:9", "16:9", "AspectRatio", "aspect_ratio");
        Add(request => request.NegativePrompt, " fog ", " fog ", "NegativePrompt", "negative_prompt");
        Add(request => request.Audio, "generate", AudioMode.Generate, "Audio");
        Add(request => request.Audio, "false", AudioMode.None, "audio");
        Add(request => request.Audio, true, AudioMode.Generate, "audio");
        Add(request => request.Audio, "true", AudioMode.Generate, "generate_audio", "GENERATE_AUDIO");
        Add(request => request.Audio, "3", AudioMode.None, "audio_type", "Audio_Type");
        Add(request => request.AudioUri, "https://example.com/a.mp3", new Uri("https://example.com/a.mp3"), "AudioUri", "audio_url");
        Add(request => request.Seed, "-7", -7L, "Seed");
        Add(request => request.Count, "2", 2, "Count", "sample_count");
        Add(request => request.EnhancePrompt, "yes", true, "EnhancePrompt", "extend_prompt", "enhance_prompt");
        Add(request => request.Effect, "squish", "squish", "Effect", "effect_code");
        Add(request => request.Premium, "0", false, "Premium", "is_premium_model");
        Add(request => request.WebhookUri, "https://example.com/h", new Uri("https://example.com/h"), "WebhookUri", "webhookurl");
        Add(request => request.WebhookEvents.Single(), "completed", "completed", "WebhookEvent");
        Add(request => request.Option!.ToJsonString(), "{\"a\":1}", "{\"a\":1}", "Option");
        Add(request => request.Name, "intro", "intro", "Name");
        Add(request => request.Key, 12L, "12", "Key");
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bind_EachName_SetsItsMember(string column, object cell, Func<VideoRequest, object?> member, object expected)
    {
        using var _ = new CultureScope("de-DE");
        RowBinder binder = Binding.Binder();

        VideoRequest request = binder.Bind(Binding.Row((column, cell)), Binding.Provider);

        Assert.Equal(expected, member(request));
        Assert.Empty(binder.TakeWarnings());
    }

    [Fact]
    public void Names_OfTheTests_CoverTheWholeTable()
    {
        IEnumerable<string> tested = Names().Select(row => (string)((IReadOnlyList<object>)row)[0]).Append("Provider");

        Assert.Empty(RowColumns.All.SelectMany(column => column.ColumnNames).Except(tested, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Bind_BlankCells_AreNotGiven(string? blank)
    {
        (string, object?)[] cells = [.. RowColumns.All.SelectMany(column => column.ColumnNames).Select(name => (name, (object?)blank))];

        VideoRequest request = Binding.Bind(cells);

        Assert.Equal(new VideoRequest { Provider = "Studio" }.ToString(), request.ToString());
        Assert.Empty(request.ReferenceImages);
        Assert.Null(request.Audio);
        Assert.Null(request.Premium);
        Assert.Null(request.Option);
    }

    [Fact]
    public void Bind_EmptyListAndTable_AreNotGiven()
    {
        VideoRequest request = Binding.Bind(("ReferenceImage", Array.Empty<object>()), ("Option", new OrderedDictionary()), ("Prompt", DBNull.Value));

        Assert.Null(request.Prompt);
        Assert.Null(request.Option);
        Assert.Empty(request.ReferenceImages);
    }

    [Fact]
    public void All_Columns_HaveDistinctNamesAndADescription()
    {
        string[] names = [.. RowColumns.All.SelectMany(column => column.ColumnNames).Concat(RowColumns.OfTheRun)];

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(RowColumns.All, column => Assert.EndsWith(".", column.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void All_Columns_AreTheParametersOfTheCommandsWithTheirAliases()
    {
        Dictionary<string, string[]> parameters = typeof(VideoRequestParameters)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParameterAttribute"))
            .ToDictionary(property => property.Name, Aliases);

        Assert.Equal(RowColumns.All.Select(column => column.Name).Order(), parameters.Keys.Order());
        Assert.All(RowColumns.All, column => Assert.Equal(column.Aliases, parameters[column.Name]));
    }

    [Fact]
    public void Parameters_OfTheCommands_AreNotBoundFromThePipeline() =>
        Assert.DoesNotContain(
            typeof(VideoRequestParameters).GetProperties().SelectMany(property => property.CustomAttributes).SelectMany(attribute => attribute.NamedArguments),
            argument => argument.MemberName.StartsWith("ValueFrom", StringComparison.Ordinal));

    private static string[] Aliases(PropertyInfo property) =>
    [
        .. property.CustomAttributes
            .Where(attribute => attribute.AttributeType.Name == "AliasAttribute")
            .SelectMany(attribute => (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(argument => Convert.ToString(argument.Value, CultureInfo.InvariantCulture)!),
    ];
}
