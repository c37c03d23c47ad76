using VideoGen.Client;
using VideoGen.Cmdlets.Progress;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Progress;

public sealed class SummaryTests
{
    private static readonly VideoJob Job = JournalFixture.Entry().Job with { Cost = new VideoCost(20, "credits", Charged: false) };

    [Fact]
    public void SubmitSummary_OfARun_SaysWhatIsNewKnownAndRefused()
    {
        var summary = new SubmitSummary { Rows = 4 };
        summary.Add(new SubmitResult(Job, null, IsNew: true, []));
        summary.Add(new SubmitResult(Job, null, IsNew: true, []));
        summary.Add(new SubmitResult(Job, null, IsNew: false, []));
        summary.Add(new SubmitResult(null, new VideoGenException(VideoErrors.RequestRefused, "no"), IsNew: true, []));

        Assert.Equal("4 rows: 2 jobs submitted for about 40 credits, 1 known already, 1 refused.", summary.ToString());
    }

    [Theory]
    [InlineData(true, "Rows that were sent are not sent twice.")]
    [InlineData(false, "Without -Batch, leave out the rows that were sent.")]
    public void SubmitSummary_ServiceTakesNoMore_SaysHowManyRowsAreLeft(bool isBatch, string advice)
    {
        var summary = new SubmitSummary { Rows = 4 };
        var quota = new VideoGenException(VideoErrors.QuotaReached, "You have exceeded your plan's daily request quota.");
        summary.Add(new SubmitResult(Job, null, IsNew: true, []));
        summary.Add(new SubmitResult(null, quota, IsNew: false, []));
        for (int row = 0; row < 2; row++)
        {
            summary.Add(new SubmitResult(null, new VideoGenException(VideoErrors.NotSubmitted, "Not sent", quota) { Provider = "Artnex" }, IsNew: false, []));
        }

        Assert.Equal("4 rows: 1 job submitted for about 20 credits, 1 refused, 2 not sent.", summary.ToString());
        Assert.Equal($"Artnex takes no more for now (QuotaReached): 2 rows were not sent. {VideoErrors.QuotaReached.Remedy} {advice}", Assert.Single(summary.Left(isBatch)));
    }

    [Fact]
    public void EndSummary_OfAWait_SaysHowTheyEndedAndWhatTheyCost()
    {
        var summary = new EndSummary();
        summary.Add(Job with { Status = VideoStatus.Completed, Cost = new VideoCost(20, "credits", Charged: true) }, hasEnded: true);
        summary.Add(Job with { Status = VideoStatus.Failed }, hasEnded: true);
        summary.Add(Job with { Status = VideoStatus.Running }, hasEnded: false);

        Assert.Equal("3 jobs: 1 completed, 1 failed, 1 still open; 20 credits.", summary.ToString());
    }
}
