using System.Text;
using VideoGen.Client;

namespace VideoGen.Tests.Saving;

public sealed class FileNameTemplateTests
{
    private static readonly VideoJob Job = new()
    {
        Key = "0123456789abcdef",
        Provider = "Akool",
        Id = "svc-1",
        Name = "shot 1",
        Batch = "demo",
        Model = "veo3.1",
        Prompt = "A red fox, running over the snow at dawn",
        CreatedAt = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero),
    };

    [Theory]
    [InlineData("clips", "clips/shot 1-01234567.mp4")]
    [InlineData("clips/", "clips/shot 1-01234567.mp4")]
    [InlineData("../clips", "../clips/shot 1-01234567.mp4")]
    [InlineData("", "shot 1-01234567.mp4")]
    [InlineData("clips/{Name}.{Extension}", "clips/shot 1.mp4")]
    [InlineData("clips/{name}.{EXTENSION}", "clips/shot 1.mp4")]
    [InlineData("clips/{Name}", "clips/shot 1.mp4")]
    [InlineData("clips/{Name}.MOV", "clips/shot 1.MOV")]
    [InlineData("clips/{Name}.v2", "clips/shot 1.v2.mp4")]
    [InlineData("clips/{Batch}/", "clips/demo/shot 1-01234567.mp4")]
    [InlineData("{Date}_{Provider}_{Model}_{Id}_{Key}.{Extension}", "2026-05-04_Akool_veo3.1_svc-1_0123456789abcdef.mp4")]
    [InlineData("clips/{{x}}/{Name}.mp4", "clips/{x}/shot 1.mp4")]
    [InlineData("clips/{{x}}", "clips/{x}/shot 1-01234567.mp4")]
    [InlineData("clips/pre{Name}post-{Index}.mp4", "clips/preshot 1post-.mp4")]
    public void FileNameTemplate_Destination_GivesThePath(string destination, string path) =>
        Assert.Equal(path, Slashes(FileNameTemplate.Parse(destination).Expand(Job, 0, 1, "mp4")));

    [Theory]
    [InlineData("clips", "clips/shot 1-01234567-2.mp4")]
    [InlineData("clips/{Name}.{Extension}", "clips/shot 1-2.mp4")]
    [InlineData("clips/{Name}.mp4", "clips/shot 1-2.mp4")]
    [InlineData("clips/{Name}", "clips/shot 1-2.mp4")]
    [InlineData("clips/{Name}_{Index}.{Extension}", "clips/shot 1_2.mp4")]
    [InlineData("clips/{Index}/{Name}.{Extension}", "clips/2/shot 1.mp4")]
    public void FileNameTemplate_SeveralOutputs_AreNumberedFromOne(string destination, string path) =>
        Assert.Equal(path, Slashes(FileNameTemplate.Parse(destination).Expand(Job, 1, 3, "mp4")));

    [Theory]
    [InlineData("clips", false, "clips")]
    [InlineData("clips/{{x}}", false, "clips/{x}")]
    [InlineData("clips/a/{Name}", true, "clips/a/")]
    [InlineData("{Name}", true, "")]
    [InlineData("/srv/x-{Batch}/{Name}", true, "/srv/")]
    [InlineData("out/final.mp4", true, "out/")]
    [InlineData("final.webm", true, "")]
    [InlineData("out/final.mp4/", false, "out/final.mp4/")]
    [InlineData("out/.mp4", false, "out/.mp4")]
    public void FileNameTemplate_Parsed_KnowsItsFolder(string destination, bool isTemplate, string folder)
    {
        FileNameTemplate template = FileNameTemplate.Parse(destination);

        Assert.Equal((isTemplate, folder), (template.IsTemplate, template.Folder));
    }

    [Theory]
    [InlineData("clips/{Nme}", "Did you mean {Name}?")]
    [InlineData("clips/{ShortID2}", "Did you mean {ShortId}?")]
    [InlineData("clips/{Quux}", "Tokens: {Name} {ShortId} {Index} {-Index} {Extension} {Key} {Id} {Provider} {Batch} {Model} {Date};")]
    [InlineData("clips/{}", "has no token {}")]
    [InlineData("clips/{Name", "never closed")]
    [InlineData("clips/Name}", "closes nothing")]
    [InlineData("clips/{Batch}/../{Name}", "'..' cannot stand behind a token")]
    public void FileNameTemplate_Mistake_IsInvalidTemplateWithAHint(string destination, string hint)
    {
        var e = Assert.Throws<VideoGenException>(() => FileNameTemplate.Parse(destination));

        Assert.Equal("InvalidTemplate", e.ErrorId);
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("..", null)]
    [InlineData(" . ", null)]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j")]
    [InlineData("C:\\Windows", "C__Windows")]
    [InlineData("tab\tnew\nline\u0000\u001b[31m", "tab new line__[31m")]
    [InlineData(" .hidden. ", "hidden")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("com1", "_com1")]
    [InlineData("LPT³.x", "_LPT³.x")]
    [InlineData("console", "console")]
    [InlineData("e\u0301te\u0301", "\u00e9t\u00e9")]
    [InlineData("gpj.\u202egnp.exe", "gpj._gnp.exe")]
    [InlineData("家族 👩‍👩‍👧", "家族 👩‍👩‍👧")]
    [InlineData("{ShortId}", "{ShortId}")]
    public void FileNameTemplate_NameFromARow_IsOneSafeSegment(string name, string? safe)
    {
        string file = Path.GetFileName(FileNameTemplate.Parse("/clips/{Name}.{Extension}").Expand(Job with { Name = name, Prompt = null }, 0, 1, "mp4"));

        Assert.Equal($"{safe ?? "Akool"}.mp4", file);
    }

    [Fact]
    public void FileNameTemplate_BrokenUnicode_IsReplaced() =>
        Assert.Equal("x_y.mp4", FileNameTemplate.Parse("{Name}").Expand(Job with { Name = $"x{(char)0xD800}y" }, 0, 1, "mp4"));

    [Theory]
    [InlineData("../..")]
    [InlineData("..")]
    [InlineData("/abs")]
    [InlineData("\\\\server\\share")]
    [InlineData("..\\..\\x")]
    [InlineData(". .")]
    [InlineData("\u2025/\uff0e\uff0e/\u2215")]
    public void FileNameTemplate_AnyValue_StaysBelowTheDestination(string value)
    {
        VideoJob job = Job with { Name = value, Batch = value, Model = value, Id = value, Provider = value };
        string root = Path.GetFullPath("/clips");

        foreach (string destination in (string[])["/clips", "/clips/{Batch}/{Model}/{Id}/{Provider}/{Name}", "/clips/{Batch}{Model}/{Name}.", "/clips/.{Name}", "/clips/{Model}.{Model}/x"])
        {
            string path = Path.GetFullPath(FileNameTemplate.Parse(destination).Expand(job, 0, 1, value));
            Assert.StartsWith(root + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FileNameTemplate_NoName_TakesTheFirstWordsOfThePromptElseTheProvider()
    {
        FileNameTemplate template = FileNameTemplate.Parse("{Name}");

        Assert.Equal("A-red-fox-running-over-the.mp4", template.Expand(Job with { Name = null }, 0, 1, "mp4"));
        Assert.Equal("Akool.mp4", template.Expand(Job with { Name = " ", Prompt = "" }, 0, 1, "mp4"));
    }

    [Fact]
    public void FileNameTemplate_FolderTokenWithoutValue_IsLeftOut() =>
        Assert.Equal("clips/shot 1.mp4", Slashes(FileNameTemplate.Parse("clips/{Batch}/{Name}").Expand(Job with { Batch = null }, 0, 1, "mp4")));

    [Theory]
    [InlineData('x')]
    [InlineData('ö')]
    [InlineData('家')]
    public void FileNameTemplate_LongValues_AreCutAndWhatTellsFilesApartStays(char letter)
    {
        var job = Job with { Name = new string(letter, 500), Model = new string(letter, 500), Batch = new string(letter, 500) };

        string name = FileNameTemplate.Parse("{Name}-{Model}-{Batch}-{ShortId}").Expand(job, 1, 2, "mp4");

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 190, 200);
        Assert.EndsWith("-01234567-2.mp4", name, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', name);
        Assert.InRange(Encoding.UTF8.GetByteCount(FileNameTemplate.Parse("{Name}").Expand(job, 0, 1, "mp4")), 110, 124);
    }

    [Fact]
    public void FileNameTemplate_LongEmoji_AreCutBetweenCharacters()
    {
        string name = FileNameTemplate.Parse("{Name}").Expand(Job with { Name = string.Concat(Enumerable.Repeat("🦊", 100)) }, 0, 1, "mp4");

        Assert.Equal(string.Concat(Enumerable.Repeat("🦊", 30)) + ".mp4", name);
    }

    [Fact]
    public void FileNameTemplate_LiteralTextTooLong_IsInvalidTemplate() =>
        Assert.Equal("InvalidTemplate", Assert.Throws<VideoGenException>(() => FileNameTemplate.Parse(new string('x', 201) + "{Name}").Expand(Job, 0, 1, "mp4")).ErrorId);

    private static string Slashes(string path) => path.Replace('\\', '/');
}
