using System.Text.Json;
using System.Text.RegularExpressions;
using VideoGen.Gallery;
using VideoGen.Journal;
using VideoGen.Tests.Client;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Gallery;

/// <summary>From the journal's jobs to the page on disk.</summary>
public sealed partial class GalleryExportTests : IDisposable
{
    private readonly ClientFixture _fixture = new();
    private readonly TemporaryHome _place = new();

    [Fact]
    public async Task Gallery_WithoutPath_GoesToTheFolderOfTheClipsAndRefersToThemFromThere()
    {
        VideoJob first = Saved("clips/a/one.mp4");
        VideoJob second = Saved("clips/b/two #2.mp4");

        (FileInfo page, JsonElement[] cards) = await ExportAsync([first, second], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(_place.At("clips", "gallery.html"), page.FullName);
        Assert.Equal(["a/one.mp4", "b/two%20%232.mp4"], cards.Select(card => Text(card, "source")));
    }

    [Fact]
    public async Task Gallery_WithoutClips_GoesToTheCurrentFolder()
    {
        (FileInfo page, _) = await ExportAsync([_fixture.Store.Put(JournalFixture.Entry(VideoStatus.Running)).Job], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(_place.At("gallery.html"), page.FullName);
    }

    [Theory]
    [InlineData("page.html", "page.html")]
    [InlineData("page.HTM", "page.HTM")]
    [InlineData("new/folder", "new/folder/gallery.html")]
    public async Task Gallery_WithPath_IsThatPageOrInThatFolder(string given, string expected)
    {
        VideoJob job = Saved("clips/one.mp4");

        (FileInfo page, JsonElement[] cards) = await ExportAsync([job], new GalleryOptions { Path = _place.At(given), BaseFolder = _place.Path });

        Assert.Equal(Path.GetFullPath(_place.At(expected)), page.FullName);
        Assert.Equal(Path.GetFullPath(_place.At("clips/one.mp4")), new Uri(new Uri(page.FullName), Text(cards[0], "source")).LocalPath);
    }

    [Fact]
    public async Task Gallery_JobOfSeveralClips_HasACardForEachAndOneForWhatIsNotSaved()
    {
        JournalEntry entry = Entry() with { Saved = [Clip(0, "x-1.mp4"), Clip(2, "x-3.mp4")] };
        entry = _fixture.Store.Put(entry with { Job = entry.Job with { Outputs = new VideoOutputs([new() { Seconds = 4.5 }, new(), new(), new()]), Cost = new VideoCost(8, "credits", true) } });

        (_, JsonElement[] cards) = await ExportAsync([entry.Job], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(["1 of 4", "3 of 4", "2 of 4"], cards.Select(card => Text(card, "part")));
        Assert.Equal(["Completed", "Completed", "Not saved"], cards.Select(card => Text(card, "state")));
        Assert.Equal(4.5, cards[0].GetProperty("seconds").GetDouble());
        Assert.Single(cards.Select(card => Text(card, "key")).Distinct());
    }

    [Fact]
    public async Task Gallery_ClipSavedTwice_IsTheOneBesideThePage()
    {
        VideoJob job = _fixture.Store.Put(Entry() with { Saved = [Clip(0, "here/x.mp4"), Clip(0, "elsewhere/x.mp4")] }).Job;

        (_, JsonElement[] cards) = await ExportAsync([job], new GalleryOptions { Path = _place.At("here"), BaseFolder = _place.Path });

        Assert.Equal("x.mp4", Text(Assert.Single(cards), "source"));
    }

    [Fact]
    public async Task Gallery_ClipThatIsGone_IsNotSavedAndNamesIt()
    {
        VideoJob job = Saved("clips/one.mp4");
        File.Delete(_place.At("clips", "one.mp4"));

        (_, JsonElement[] cards) = await ExportAsync([job], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(("Not saved", null), (Text(cards[0], "state"), Text(cards[0], "source")));
        Assert.Contains("one.mp4", Text(cards[0], "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gallery_LinksAndAnswersOfTheService_AreNotInIt()
    {
        JournalEntry entry = Entry(VideoStatus.Completed);
        var output = new VideoOutput { Uri = new Uri("https://cdn.example/x?Signature=secret-link"), Thumbnail = new Uri("https://cdn.example/t?Signature=secret-thumb") };
        VideoJob job = _fixture.Store.Put(entry with
        {
            Job = entry.Job with { Raw = "secret-raw", Outputs = new VideoOutputs([output]), Error = new JobError("x", "at https://cdn.example/y?token=secret-error") },
            Request = entry.Request with { Image = new ImageReference(ImageKind.Url, "https://cdn.example/i?sig=secret-image") },
        }).Job;

        (FileInfo page, _) = await ExportAsync([job, job with { Key = "other", Id = "other", Status = VideoStatus.Failed }], new GalleryOptions { BaseFolder = _place.Path });

        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(page.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gallery_JobObjectOfEarlier_IsShownAsTheJournalHasItNow()
    {
        JournalEntry entry = _fixture.Store.Put(Entry(VideoStatus.Running));
        _ = await _fixture.Store.UpdateAsync(entry, now => now with { Job = now.Job with { Status = VideoStatus.Failed }, Request = now.Request with { Seed = 7, Resolution = "720p" } });

        (_, JsonElement[] cards) = await ExportAsync([entry.Job, entry.Job], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal("Failed", Text(Assert.Single(cards), "state"));
        Assert.Equal("720p · seed 7", Text(cards[0], "details"));
        Assert.Empty(_fixture.Provider.Reads);
    }

    [Theory]
    [InlineData(VideoStatus.Failed, false, null)]
    [InlineData(VideoStatus.Failed, true, "8 credits")]
    [InlineData(VideoStatus.Running, false, "about 8 credits")]
    public async Task Gallery_EstimateOfAFailedJob_IsNoCost(VideoStatus status, bool charged, string? shown)
    {
        JournalEntry entry = Entry(status);
        VideoJob job = _fixture.Store.Put(entry with { Job = entry.Job with { Cost = new VideoCost(8, "credits", charged) } }).Job;

        (_, JsonElement[] cards) = await ExportAsync([job], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(shown, Text(cards[0], "costText"));
    }

    [Fact]
    public async Task Gallery_EarlierGallery_IsReplaced()
    {
        VideoJob job = Saved("one.mp4");
        var options = new GalleryOptions { BaseFolder = _place.Path };

        (FileInfo page, _) = await ExportAsync([job], options with { Title = "first" });
        (_, _) = await ExportAsync([job], options with { Title = "second" });

        Assert.Contains("<title>second</title>", await File.ReadAllTextAsync(page.FullName), StringComparison.Ordinal);
        Assert.Equal(["gallery.html", "one.mp4"], Directory.GetFiles(_place.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Gallery_FileOfSomeoneElse_IsLeftAloneUnlessForced()
    {
        VideoJob job = Saved("one.mp4");
        string foreign = _place.At("gallery.html");
        await File.WriteAllTextAsync(foreign, "<html>mine</html>");
        var options = new GalleryOptions { BaseFolder = _place.Path };

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => ExportAsync([job], options));
        Assert.Equal(VideoErrors.FileExists, error.Kind);
        Assert.Contains("-Path", error.Remedy, StringComparison.Ordinal);
        Assert.Equal("<html>mine</html>", await File.ReadAllTextAsync(foreign));

        (_, JsonElement[] cards) = await ExportAsync([job], options with { Force = true });
        Assert.Single(cards);
    }

    [Fact]
    public async Task Gallery_PlaceThatCannotBeWritten_IsDestinationNotWritable()
    {
        await File.WriteAllTextAsync(_place.At("file"), "");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(
            () => ExportAsync([Saved("one.mp4")], new GalleryOptions { Path = _place.At("file", "page.html"), BaseFolder = _place.Path }));

        Assert.Equal(VideoErrors.DestinationNotWritable, error.Kind);
    }

    [UnixFact]
    public async Task Gallery_Written_MayBeReadByWhoMayReadNewFiles()
    {
        var other = new FileInfo(_place.At("new"));
        await File.WriteAllTextAsync(other.FullName, "");

        (FileInfo page, _) = await ExportAsync([Saved("one.mp4")], new GalleryOptions { BaseFolder = _place.Path });

        Assert.Equal(other.UnixFileMode, page.UnixFileMode);
    }

    [Fact]
    public async Task Gallery_Untitled_IsNamedAfterTheOnlyBatch()
    {
        JournalEntry entry = Entry(VideoStatus.Running);
        VideoJob job = entry.Job with { Batch = "tr<ailer" };

        (FileInfo page, _) = await ExportAsync([job], new GalleryOptions { BaseFolder = _place.Path });
        Assert.Contains("<title>tr&lt;ailer</title>", await File.ReadAllTextAsync(page.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindBySavedFile_FilesOfJobsAndOthers_GivesTheirJobs()
    {
        VideoJob job = Saved("one.mp4");

        IReadOnlyList<VideoJob?> owners = await _fixture.Client.FindBySavedFileAsync([_place.At("other.mp4"), _place.At("one.mp4")], CancellationToken.None);

        Assert.Equal([null, job.Key], owners.Select(owner => owner?.Key));
    }

    private static JournalEntry Entry(VideoStatus status = VideoStatus.Completed) => JournalFixture.Entry(status, Guid.NewGuid().ToString());

    private VideoJob Saved(string path) => _fixture.Store.Put(Entry() with { Saved = [Clip(0, path)] }).Job;

    private SavedOutput Clip(int index, string path)
    {
        var file = new FileInfo(_place.At(path.Split('/')));
        file.Directory!.Create();
        File.WriteAllBytes(file.FullName, [1, 2, 3]);
        return new SavedOutput(index, file.FullName, 3, "", default);
    }

    private async Task<(FileInfo Page, JsonElement[] Cards)> ExportAsync(VideoJob[] jobs, GalleryOptions options)
    {
        GalleryExport export = await _fixture.Client.PlanGalleryAsync(jobs, options, CancellationToken.None);
        FileInfo page = await export.WriteAsync(CancellationToken.None);
        string data = Data().Match(await File.ReadAllTextAsync(page.FullName)).Groups[1].Value;
        return (page, [.. JsonDocument.Parse(data).RootElement.GetProperty("cards").EnumerateArray()]);
    }

    private static string? Text(JsonElement card, string name) => card.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    [GeneratedRegex("id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    public void Dispose()
    {
        _fixture.Dispose();
        _place.Dispose();
    }
}
