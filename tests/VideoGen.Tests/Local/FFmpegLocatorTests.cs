using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

public sealed class FFmpegLocatorTests
{
    [Fact]
    public async Task Find_WithoutFFmpeg_NamesTheCommandThatInstallsIt()
    {
        using var home = new LocalHome();
        var provider = new LocalProvider(new ProviderContext { Home = home.Path, Time = TimeProvider.System, SearchPath = [home.Path], SupervisorHost = LocalHome.NoHost });

        var refused = await Assert.ThrowsAsync<SubmissionRefusedException>(() =>
            provider.SubmitAsync(home.Submission(new VideoRequest { Prompt = "x" }), CancellationToken.None));

        Assert.Equal(VideoErrors.FFmpegNotFound, refused.Reason.Kind);
        Assert.Contains("ffmpeg", refused.Message.Split("Install it: ")[1], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Find_OfAnExplicitPathThatIsNotThere_SaysSo()
    {
        using var home = new LocalHome();
        string path = Path.Combine(home.Path, "none");

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() => new FFmpegLocator(path, MediaTools.Folders).FindAsync(CancellationToken.None));

        Assert.Equal(VideoErrors.FFmpegNotFound, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("VIDEOGEN_FFMPEG", error.Remedy, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("ffmpeg version 4.2.7-0ubuntu0.1\nlibavfilter     7. 57.100 /  7. 57.100", "FFmpegTooOld", "4.2.7")]
    [InlineData("ffmpeg version N-1\nlibavfilter     9. 1.100 /  9. 1.100", "FFmpegTooOld", "libx264")]
    [InlineData("hello", "FFmpegNotFound", "hello")]
    public async Task Find_OfAnFFmpegThatWillNotDo_SaysWhy(string answer, string errorId, string detail)
    {
        using var home = new LocalHome();

        VideoGenException error = await Assert.ThrowsAsync<VideoGenException>(() =>
            new FFmpegLocator(Script(home, $"printf '%s\\n' '{answer}'"), []).FindAsync(CancellationToken.None));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(detail, error.Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("av_interleaved_write_frame(): No space left on device", "DiskFull", "full")]
    [InlineData("[libx264 @ 0x55d0] broken setting", "RenderFailed", ": broken setting.")]
    public async Task Render_WhenFFmpegFails_IsAFailedJobThatSaysWhy(string told, string errorId, string detail)
    {
        using var home = new LocalHome();
        string version = "printf 'ffmpeg version 6.0\\nlibavfilter     9. 3.100 /\\n V libx264 x\\n'";
        string ffmpeg = Script(home, $"case \"$*\" in *-version*|*-encoders*|*-filters*) {version};; *) echo '{told}' >&2; exit 1;; esac");
        LocalOrder order = Orders.Publish(home.Folder, "k");
        var renderer = new ClipRenderer(home.Folder, new FFmpegLocator(ffmpeg, []), TimeProvider.System);

        await home.Supervisor(renderer).RunAsync(CancellationToken.None);

        JobSnapshot job = (await home.Provider().ReadAsync([order.Id], CancellationToken.None))[0]!;
        Assert.Equal((VideoStatus.Failed, errorId), (job.Status, job.Error!.Code));
        Assert.Contains(detail, job.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(home.Folder.PathOf(order.Id)));
    }

    [Fact]
    public void Require_OfMoreThanTheDiskHas_IsDiskFull()
    {
        VideoGenException error = Assert.Throws<VideoGenException>(() => LocalDisk.Require(Path.GetTempPath(), long.MaxValue));

        Assert.Equal(VideoErrors.DiskFull, error.Kind);
    }

    private static string Script(LocalHome home, string body)
    {
        string path = Path.Combine(home.Path, "ffmpeg");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return path;
    }
}
