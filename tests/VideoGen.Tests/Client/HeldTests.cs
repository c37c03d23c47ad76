using VideoGen.Client;
using VideoGen.Journal;
using VideoGen.Providers;
using VideoGen.Tests.Journal;
using VideoGen.Tracing;

namespace VideoGen.Tests.Client;

/// <summary>What a session keeps of jobs that it is done with: a million rows may stream through it.</summary>
public sealed class HeldTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void JournalNews_JobHasEnded_IsNotKept()
    {
        var news = new JournalNews(TimeProvider.System);
        VideoJob job = JournalFixture.Entry(VideoStatus.Running, "id-1").Job;
        news.Wrote(job);
        Assert.Equal(1, news.Count);
        news.Wrote(job with { Status = VideoStatus.Completed });
        Assert.Equal(0, news.Count);
    }

    [Fact]
    public void JournalNews_MoreJobsThanAreKept_AreWrittenEachTime()
    {
        var news = new JournalNews(TimeProvider.System);
        VideoJob job = JournalFixture.Entry(VideoStatus.Running, "id-1").Job;
        for (int i = 0; i < 50_001; i++)
        {
            news.Wrote(job with { Key = JobKey.New() });
        }

        Assert.Equal(50_000, news.Count);
        news.Wrote(job);
        Assert.False(news.MayWait(job, job with { Progress = 50 }));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(11, false)]
    public void JournalNews_OnlyProgress_MayWaitAFewSeconds(int seconds, bool mayWait)
    {
        var time = new ManualTimeProvider();
        var news = new JournalNews(time);
        VideoJob job = JournalFixture.Entry(VideoStatus.Queued, "id-1").Job;
        news.Wrote(job);
        time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(mayWait, news.MayWait(job, job with { Status = VideoStatus.Running, Progress = 40, Raw = "{}" }));
    }

    [Fact]
    public void JournalNews_WhatCountsHasChanged_DoesNotWait()
    {
        var news = new JournalNews(TimeProvider.System);
        VideoJob job = JournalFixture.Entry(VideoStatus.Running, "id-1").Job;
        Assert.False(news.MayWait(job, job));
        news.Wrote(job);
        Assert.True(news.MayWait(job, job));
        Assert.False(news.MayWait(job with { Id = null }, job));
        Assert.False(news.MayWait(job, job with { Status = VideoStatus.Completed }));
        Assert.False(news.MayWait(job, job with { Status = VideoStatus.Failed }));
        Assert.False(news.MayWait(job, job with { Cost = new VideoCost(1, "USD", Charged: true) }));
        Assert.False(news.MayWait(job, job with { ExpiresAt = DateTimeOffset.UnixEpoch }));
    }

    [Fact]
    public void TraceStore_JobIsWaitedForNoLonger_IsNotKept()
    {
        var store = new TraceStore(_home.Path, isOn: true);
        string submitted = JobKey.New(), read = JobKey.New();
        Write(store, TracePurpose.Submit, submitted);
        Assert.Equal(0, store.Remembered);
        Write(store, TracePurpose.Read, read);
        Assert.Equal(1, store.Remembered);
        store.Forget(read);
        Assert.Equal(0, store.Remembered);
    }

    private static void Write(TraceStore store, string purpose, string key)
    {
        using TraceScope scope = store.Begin(purpose, [new TraceTarget(key, "id-1")])!;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://service.example/jobs/id-1"));
        using var answer = new HttpResponseMessage();
        var exchange = TraceExchange.Begin(scope, request, DateTimeOffset.UnixEpoch);
        exchange.End(request, answer, "{}"u8.ToArray(), TimeSpan.Zero);
        scope.Add(exchange);
    }
}
