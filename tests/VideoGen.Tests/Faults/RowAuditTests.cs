using VideoGen.Emulators.Hosting;
using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;

namespace VideoGen.Tests.Faults;

/// <summary>What the suite takes for a broken promise.</summary>
public sealed class RowAuditTests : IDisposable
{
    private const string Prompt = "shot 001";

    private static readonly byte[] Clip = [1, 2, 3];

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Row_SavedToTheByte_IsKept()
    {
        Audit audit = Run([Saved("a", Clip)], [Made("a")]);
        Assert.Empty(audit.Broken);
        Assert.Equal((1, 1, 0), (audit.Saved, audit.Made, audit.Duplicates));
    }

    [Fact]
    public void Row_UnknownWithAReason_IsKeptWhetherItWasMadeOrNot()
    {
        VideoJob unknown = Job(null, VideoStatus.Unknown) with { Error = new JobError("answer_lost", "the answer was lost.") };
        Assert.Equal((1, 1), Counted(Run([unknown], [])));
        Assert.Equal((1, 0), Counted(Run([unknown], [Made("a")])));

        static (int Unknown, int NotMade) Counted(Audit audit)
        {
            Assert.Empty(audit.Broken);
            return (audit.Unknown, audit.UnknownNotMade);
        }
    }

    [Fact]
    public void Row_NotMadeAndSaidSo_IsKept() =>
        Assert.Empty(Run([], [], new RowEnd(Prompt, null, null, new VideoGenException(VideoErrors.ConnectionFailed, "nobody listens"))).Broken);

    [Fact]
    public void Row_MadeTwice_IsADuplicate() => Assert.Equal(1, Broken(Run([Saved("a", Clip)], [Made("a"), Made("b")])).Duplicates);

    [Fact]
    public void Row_MadeAndForgotten_IsLost() =>
        Assert.Equal(1, Broken(Run([], [Made("a")], new RowEnd(Prompt, null, null, new VideoGenException(VideoErrors.ConnectionFailed, "nobody listens")))).Lost);

    [Fact]
    public void Row_FileDiffers_IsDamaged() => Assert.Equal(1, Broken(Run([Saved("a", [1, 2, 4])], [Made("a")])).Damaged);

    [Theory]
    [InlineData(VideoStatus.Failed)]
    [InlineData(VideoStatus.Expired)]
    [InlineData(VideoStatus.Running)]
    [InlineData(VideoStatus.Sending)]
    [InlineData(VideoStatus.Completed)]
    public void Row_EndsOtherwise_IsBroken(VideoStatus status) => Broken(Run([Job("a", status)], [Made("a")]));

    [Fact]
    public void Row_UnknownWithoutAReason_IsBroken() => Broken(Run([Job(null, VideoStatus.Unknown)], []));

    [Fact]
    public void Row_NothingWasTold_IsBroken() => Broken(Run([], []));

    private static Audit Broken(Audit audit)
    {
        Assert.NotEmpty(audit.Broken);
        return audit;
    }

    private static Audit Run(VideoJob[] jobs, MadeJob[] made, params RowEnd[] ends) => new RowAudit(Prompt, 1, jobs, made, ends).Run();

    private static MadeJob Made(string id) => new(id, Prompt, () => Clip);

    private static VideoJob Job(string? id, VideoStatus status) => new() { Key = "key", Id = id, Provider = "Akool", Prompt = Prompt, Status = status };

    private VideoJob Saved(string id, byte[] bytes)
    {
        string path = _home.At("clip.mp4");
        File.WriteAllBytes(path, bytes);
        return Job(id, VideoStatus.Completed) with { File = path };
    }
}
