using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Providers;

namespace VideoGen.Tests.Local;

public sealed class LocalClipTests
{
    [FFmpegTheory]
    [InlineData("360p", "16:9", 640, 360)]
    [InlineData("480p", "9:16", 480, 854)]
    [InlineData("360p", "1:1", 360, 360)]
    [InlineData("360p", "4:3", 480, 360)]
    [InlineData("360p", "2:3", 360, 540)]
    [InlineData("360p", "21:9", 840, 360)]
    [InlineData("360p", "auto", 640, 360)]
    public async Task Clip_OfAResolutionAndARatio_IsH264OfThatSizeReadyToStream(string resolution, string ratio, int width, int height)
    {
        using var home = new LocalHome();
        string clip = await home.ClipAsync(new VideoRequest { Prompt = "static", Duration = 1, Resolution = resolution, AspectRatio = ratio }, LocalHome.Data("marked.png"));

        JsonNode facts = await MediaTools.ProbeAsync(clip);
        JsonNode video = Assert.Single(facts["streams"]!.AsArray())!;
        Assert.Equal(("h264", "yuv420p", "bt709"), (video["codec_name"]!.ToString(), video["pix_fmt"]!.ToString(), video["color_space"]!.ToString()));
        Assert.Equal((width, height), ((int)MediaTools.Number(video["width"]), (int)MediaTools.Number(video["height"])));
        Assert.Equal(1, MediaTools.Number(facts["format"]!["duration"]), 0.001);
        Assert.Equal(24, MediaTools.Number(video["nb_read_packets"]));
        byte[] bytes = await File.ReadAllBytesAsync(clip);
        Assert.InRange(bytes.AsSpan().IndexOf("moov"u8), 1, bytes.AsSpan().IndexOf("mdat"u8));
    }

    [FFmpegFact]
    public async Task Clip_OfASize_HasThatSize()
    {
        using var home = new LocalHome();
        JobSnapshot done = await home.RenderAsync(new VideoRequest { Prompt = "static", Duration = 2, Size = "322x182" }, LocalHome.Data("green.png"));

        VideoOutput output = Assert.Single(done.Outputs!);
        JsonNode video = (await MediaTools.ProbeAsync(output.Uri!.LocalPath))["streams"]![0]!;
        Assert.Equal((322, 182, 48), ((int)MediaTools.Number(video["width"]), (int)MediaTools.Number(video["height"]), (int)MediaTools.Number(video["nb_read_packets"])));
        Assert.Equal((322, 182, 2.0, "video/mp4"), (output.Width, output.Height, output.Seconds, output.MediaType));
        byte[] bytes = await File.ReadAllBytesAsync(output.Uri!.LocalPath);
        Assert.Equal((bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))), (output.Bytes, output.Sha256));
    }

    [FFmpegTheory]
    [InlineData(AudioMode.Default, false, false)]
    [InlineData(AudioMode.None, false, false)]
    [InlineData(AudioMode.Generate, true, true)]
    [InlineData(AudioMode.Custom, true, false)]
    public async Task Clip_OfAnAudioMode_HasThatSound(AudioMode audio, bool hasTrack, bool isHeard)
    {
        using var home = new LocalHome();
        string clip = await home.ClipAsync(new VideoRequest { Prompt = "static", Duration = 2, Resolution = "360p", Audio = audio }, LocalHome.Data("green.png"));

        JsonNode? track = (await MediaTools.ProbeAsync(clip))["streams"]!.AsArray().SingleOrDefault(stream => stream!["codec_type"]!.ToString() == "audio");
        Assert.Equal(hasTrack, track is not null);
        if (track is not null)
        {
            Assert.Equal("aac", track["codec_name"]!.ToString());
            Assert.Equal(2, MediaTools.Number(track["duration"]), 0.05);
            Assert.Equal(isHeard, await LoudestAsync(clip) > 500);
        }
    }

    [FFmpegFact]
    public async Task Clip_WithoutAnImage_ShowsThePromptAsATitle()
    {
        using var home = new LocalHome();
        var request = new VideoRequest { Prompt = "It's 100%: “Müller's [café]”, {x}; \\n 東京 \u202Eabc %{pts} a=b:c", Duration = 1, Resolution = "360p" };
        Picture written = (await MediaTools.FramesAsync(await home.ClipAsync(request)))[0];

        Assert.Equal((640, 360), (written.Width, written.Height));
        int bright = written.Find(pixel => pixel.Red > 225 && pixel.Green > 225 && pixel.Blue > 225).Count;
        Assert.InRange(bright, 300, 640 * 360 / 3);
    }

    [FFmpegFact]
    public async Task Clip_WithoutAnImage_ObeysTheCameraWords()
    {
        using var home = new LocalHome();
        string clip = await home.ClipAsync(new VideoRequest { Prompt = "zoom in", Duration = 1, Resolution = "360p" });

        static bool White((byte Red, byte Green, byte Blue) pixel) => pixel.Red > 200 && pixel.Green > 200 && pixel.Blue > 200;
        IReadOnlyList<Picture> frames = await MediaTools.FramesAsync(clip);
        Assert.InRange(frames[^1].Find(White).Count / (double)frames[0].Find(White).Count, 1.35, 1.8);
    }

    private static async Task<int> LoudestAsync(string clip)
    {
        string raw = Path.GetTempFileName();
        try
        {
            _ = await MediaTools.RunAsync(MediaTools.FFmpeg, "-v", "error", "-y", "-i", clip, "-vn", "-f", "s16le", raw);
            byte[] bytes = await File.ReadAllBytesAsync(raw);
            return Enumerable.Range(0, bytes.Length / 2).Max(i => Math.Abs((int)BitConverter.ToInt16(bytes, i * 2)));
        }
        finally
        {
            File.Delete(raw);
        }
    }
}
