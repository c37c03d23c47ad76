using VideoGen.Client;
using VideoGen.Emulators.Media;

namespace VideoGen.Tests.Saving;

/// <summary>Real disks that are full or read-only.</summary>
public sealed class DiskTests : IAsyncLifetime
{
    private readonly SaveRunFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [TmpfsFact]
    public async Task Save_DiskGetsFull_KeepsThePartAndTheNextRunGoesOnWithIt()
    {
        using Tmpfs disk = Tmpfs.Mount("1m");
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        byte[] clip = SampleClip.Mp4(3_000_000, 1);
        _fixture.Server.Put("/a.mp4", clip);
        SaveOptions there = _fixture.Options with { BaseFolder = disk.Folder };

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, there);

        Assert.Empty(files);
        Assert.Equal("DiskFull", error?.ErrorId);
        Assert.Contains("what arrived is kept", error!.Message, StringComparison.Ordinal);
        long kept = new FileInfo(Path.Combine(disk.Folder, $"lake-{job.ShortId}.mp4.part")).Length;
        Assert.InRange(kept, 500_000, 1_048_576);
        Assert.Equal(VideoStatus.Completed, (await _fixture.EntryAsync(job)).Job.Status);

        disk.Remount("size=8m");
        (files, error) = await _fixture.SaveAsync(job, there);

        Assert.Null(error);
        Assert.Equal(SavingFixture.HashOf(clip), SavingFixture.HashOf(await File.ReadAllBytesAsync(files[0].FullName)));
        string? range = _fixture.Server.Ledger.Entries[^1].Headers["Range"];
        Assert.StartsWith("bytes=", range, StringComparison.Ordinal);
        Assert.NotEqual("bytes=0-", range);
        Assert.Equal([files[0].FullName], Directory.GetFiles(disk.Folder));
    }

    [TmpfsFact]
    public async Task Save_DiskIsFullFromTheStart_LeavesNothingBehind()
    {
        using Tmpfs disk = Tmpfs.Mount("64k");
        string filler = Path.Combine(disk.Folder, "filler");
        _ = Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(filler, new byte[128 * 1024]));
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");

        (_, VideoGenException? error) = await _fixture.SaveAsync(job, _fixture.Options with { BaseFolder = disk.Folder });

        Assert.Equal("DiskFull", error?.ErrorId);
        Assert.Equal([filler], Directory.GetFiles(disk.Folder));
    }

    [TmpfsFact]
    public async Task Save_DiskHasNoRoomForTheManifest_TheClipIsTold()
    {
        using Tmpfs disk = Tmpfs.Mount("256k");
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");
        SaveOptions there = _fixture.Options with { BaseFolder = disk.Folder };
        Assert.Null((await _fixture.SaveAsync(job, there)).Error);
        _ = Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(Path.Combine(disk.Folder, "filler"), new byte[512 * 1024]));

        (FileInfo[] files, VideoGenException? error) = await _fixture.SaveAsync(job, there with { WithManifest = true });

        Assert.Equal("DiskFull", error?.ErrorId);
        Assert.Equal(["filler", Assert.Single(files).Name], Directory.GetFiles(disk.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [TmpfsFact]
    public async Task Save_FolderIsReadOnly_SaysSoAndTheJobStaysToBeSaved()
    {
        using Tmpfs disk = Tmpfs.Mount("1m");
        disk.Remount("ro");
        VideoJob job = await _fixture.CompleteAsync("/a.mp4");

        (_, VideoGenException? error) = await _fixture.SaveAsync(job, _fixture.Options with { BaseFolder = disk.Folder });
        (_, VideoGenException? below) = await _fixture.SaveAsync(job, _fixture.Options with { BaseFolder = disk.Folder, Destination = "new/{Name}" });

        Assert.Equal(("DestinationNotWritable", "DestinationNotWritable"), (error?.ErrorId, below?.ErrorId));
        Assert.Contains("read-only", error!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(job.Key, Assert.Single((await _fixture.Client.Client.ListAsync(new JobQuery { Unclaimed = true }, false, default)).Jobs).Job.Key);
    }
}
