using VideoGen.Client;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Local;

namespace VideoGen.Tests.Saving;

/// <summary>Names out of rows, and links that lie in the destination.</summary>
public sealed class LinkGuardTests : IAsyncLifetime
{
    private readonly SaveRunFixture _fixture = new();
    private readonly string _outside = Directory.CreateTempSubdirectory("videogen-outside-").FullName;

    private string At(string name) => Path.Combine(_fixture.Folder, name);

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        Directory.Delete(_outside, recursive: true);
    }

    [UnixFact]
    public async Task Save_FolderOfATokenIsALinkOutOfTheDestination_IsRefusedAndNothingIsWrittenThere()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        _ = Directory.CreateDirectory(At("clips"));
        _ = Directory.CreateSymbolicLink(At("clips/Fake"), _outside);

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, _fixture.Options with { Destination = "clips/{Provider}/{Name}" });

        Assert.Empty(files);
        Assert.Equal("DestinationNotWritable", error?.ErrorId);
        Assert.Contains(_outside, error!.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_outside));
    }

    [UnixFact]
    public async Task Save_LinkWithinTheDestinationOrOnTheWayToIt_IsFollowed()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        _ = Directory.CreateDirectory(Path.Combine(_outside, "real"));
        _ = Directory.CreateSymbolicLink(At("clips"), _outside);
        _ = Directory.CreateSymbolicLink(Path.Combine(_outside, "Fake"), Path.Combine(_outside, "real"));

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, _fixture.Options with { Destination = "clips/{Provider}/{Name}" });

        Assert.Null(error);
        Assert.True(Assert.Single(files).Exists);
        Assert.Equal(["lake.mp4"], Directory.GetFiles(Path.Combine(_outside, "real")).Select(Path.GetFileName));
    }

    [UnixTheory]
    [InlineData(".part")]
    [InlineData(".part.json")]
    public async Task Save_ALinkInPlaceOfThePart_IsRefusedAndItsTargetStays(string what)
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        string precious = Path.Combine(_outside, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");
        _ = File.CreateSymbolicLink(At($"lake-{job.ShortId}.mp4{what}"), precious);

        (_, VideoGenException? error) = await _fixture.SaveAsync(job);

        Assert.Equal("DestinationNotWritable", error?.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    [UnixFact]
    public async Task Save_ForceOverALinkInPlaceOfTheClip_ReplacesTheLinkAndNotWhatItLeadsTo()
    {
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        string precious = Path.Combine(_outside, "precious.mp4");
        await File.WriteAllTextAsync(precious, "mine");
        _ = File.CreateSymbolicLink(At($"lake-{job.ShortId}.mp4"), precious);

        Assert.Equal("FileExists", (await _fixture.SaveAsync(job)).Error?.ErrorId);
        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, _fixture.Options with { Force = true });

        Assert.Null(error);
        Assert.Null(Assert.Single(files).LinkTarget);
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\0b/{Name}")]
    [InlineData("clips/{Name}\0")]
    public void FileNameTemplate_NulCharacter_IsInvalidTemplate(string destination) =>
        Assert.Equal("InvalidTemplate", Assert.Throws<VideoGenException>(() => _fixture.Client.Client.OpenSave(_fixture.Options with { Destination = destination })).ErrorId);
}
