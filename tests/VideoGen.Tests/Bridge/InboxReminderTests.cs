using VideoGen.Client;
using VideoGen.Cmdlets;
using VideoGen.Journal;
using VideoGen.Tests.Client;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Bridge;

public sealed class InboxReminderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new ManualTimeProvider().GetUtcNow();

    private readonly ClientFixture _fixture = new();
    private readonly InboxReminder _reminder = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task InboxReminder_UnsavedClips_AreSpokenOfOnce()
    {
        _ = _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Completed, "job-1"));
        await LookAsync();

        Assert.Contains("Get-VideoJob -Unclaimed", _reminder.Take(Now), StringComparison.Ordinal);
        await LookAsync();
        Assert.Null(_reminder.Take(Now));
    }

    [Fact]
    public async Task InboxReminder_NothingUnsaved_SaysNothingAndLooksNoMore()
    {
        await LookAsync();
        Assert.Null(_reminder.Take(Now));

        _ = _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Completed, "job-1"));
        await LookAsync();

        Assert.Null(_reminder.Take(Now));
    }

    [Fact]
    public async Task InboxReminder_SavedMeanwhile_LooksAgain()
    {
        JournalEntry entry = _fixture.Store.Put(JournalFixture.Entry(VideoStatus.Completed, "job-1"));
        await LookAsync();
        _ = await _fixture.Store.UpdateAsync(entry, current => current with { Saved = [new SavedOutput(0, "/x.mp4", 1, "00", default)] });
        _reminder.Forget();
        await LookAsync();

        Assert.Null(_reminder.Take(Now));
    }

    [Fact]
    public async Task InboxReminder_JournalCannotBeRead_IsQuiet()
    {
        _reminder.Look(() => throw new InvalidOperationException("no home"), _fixture.Time);
        await _reminder.Looking;

        Assert.Null(_reminder.Take(Now));
    }

    [Fact]
    public void InboxReminder_LookIsNotDone_DoesNotWait()
    {
        Assert.Null(_reminder.Take(Now));
    }

    [Theory]
    [InlineData(1, null, "1 finished job is not saved yet:")]
    [InlineData(3, 2, "3 finished jobs are not saved yet; the first link dies in 2 h:")]
    [InlineData(3, -2, "3 finished jobs are not saved yet:")]
    public void InboxReminder_Text_FitsTwoShortLines(int count, int? hours, string first)
    {
        string[] lines = InboxReminder.Text(new UnclaimedJobs(count, hours is { } left ? Now.AddHours(left) : null), Now).Split(Environment.NewLine);

        Assert.Equal([first, "    Get-VideoJob -Unclaimed | Save-VideoJob -Destination ."], lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "-NoLogo", "-NoProfile")]
    [InlineData(true, "-NoProfile", "-Command", "Get-VideoJob")]
    [InlineData(true, "-c", "Get-VideoJob")]
    [InlineData(true, "-File", "x.ps1")]
    [InlineData(true, "--encodedcommand", "eA==")]
    [InlineData(true, "-ec", "eA==")]
    [InlineData(false, "-NoExit", "-Command", "Import-Module VideoGen")]
    [InlineData(false, "-noe", "-File", "start.ps1")]
    [InlineData(true, "-Command", "echo", "-NoExit")]
    [InlineData(false, "-ExecutionPolicy", "Bypass")]
    public void Interactivity_Arguments_TellWhetherAPromptComes(bool expected, params string[] arguments) =>
        Assert.Equal(expected, Interactivity.IsOneCommand(arguments));

    private async Task LookAsync()
    {
        _reminder.Look(() => _fixture.Client, _fixture.Time);
        await _reminder.Looking.WaitAsync(ClientFixture.Patience);
    }
}
