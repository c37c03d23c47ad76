using System.Collections.Concurrent;
using System.Net;
using VideoGen.Journal;

namespace VideoGen.Client;

/// <summary>
/// Takes reports: verified, not taken before, matched with the journal, and written there before they are answered. What a service
/// can prove is believed; of the others the report is only an occasion to read the job.
/// </summary>
internal sealed class WebhookIntake(ClientServices services, JobReader reader, WebhookVerifier verifier, ReplayMemory memory)
{
    /// <summary>
    /// A service may report a job before the answer to its submission is in: then the job is looked for again, as long as one of
    /// its service is being submitted.
    /// </summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    private readonly ConcurrentDictionary<string, bool> _underWay = new();

    public async Task<WebhookReport> TakeAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<VerifiedReport> verified = verifier.Verify(request, services.Time.GetUtcNow(), out string refusal);
        if (verified.Count == 0)
        {
            return new WebhookReport(WebhookOutcome.Refused, HttpStatusCode.Unauthorized, refusal);
        }

        string name = ReplayMemory.NameOf(verified[0].Source.Name, verified[0].Signature);
        if (memory.Has(name) || !_underWay.TryAdd(name, true))
        {
            return Repeated(verified[0]);
        }

        try
        {
            // Taken by another request since.
            if (memory.Has(name))
            {
                return Repeated(verified[0]);
            }

            WebhookReport taken = await MatchAsync(verified, cancellationToken).ConfigureAwait(false);
            if (taken.Answer == HttpStatusCode.OK)
            {
                memory.Keep(name);
            }

            return taken;
        }
        catch (VideoGenException e)
        {
            return Failed(verified[0], e.Message);
        }
        finally
        {
            _ = _underWay.TryRemove(name, out _);
        }
    }

    private async Task<WebhookReport> MatchAsync(IReadOnlyList<VerifiedReport> verified, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            bool mayCome = attempt < Pauses.Length && await IsOneSubmittedAsync(verified, cancellationToken).ConfigureAwait(false);
            foreach (VerifiedReport report in verified)
            {
                if (await services.Journal.FindByIdAsync(report.Job.Id, report.Source.Name, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    return await TakeAsync(report, entry.Job, cancellationToken).ConfigureAwait(false);
                }
            }

            if (!mayCome)
            {
                return Unknown(verified[0]);
            }

            await Task.Delay(Pauses[attempt], services.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsOneSubmittedAsync(IReadOnlyList<VerifiedReport> verified, CancellationToken cancellationToken)
    {
        JournalListing open = await services.Journal.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        return open.Entries.Any(entry => entry.Job.Status == VideoStatus.Sending && verified.Any(report => report.Source.Name.Equals(entry.Job.Provider, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<WebhookReport> TakeAsync(VerifiedReport report, VideoJob job, CancellationToken cancellationToken)
    {
        if (!WebhookOrder.IsNews(job, report.Job))
        {
            return Told(report, new JobReading(job, null), WebhookOutcome.Progressed);
        }

        JobReading reading = report.Source.Reader.ReportsAreProof
            ? await reader.MergeAsync(job, report.Job, cancellationToken).ConfigureAwait(false)
            : await ReadAsync(report, job, cancellationToken).ConfigureAwait(false);
        return (reading.Error, reading.Job.Status.IsSettled()) switch
        {
            ({ } error, _) => Failed(report, error.Message),
            (_, false) when report.Job.Status.IsSettled() => Failed(report, $"asked about {job.ShortId}, {report.Source.Name} says that it is {reading.Job.Status}"),
            (_, var ended) => Told(report, reading, ended ? WebhookOutcome.Ended : WebhookOutcome.Progressed),
        };
    }

    private async Task<JobReading> ReadAsync(VerifiedReport report, VideoJob job, CancellationToken cancellationToken) => job.Status.IsSettled()
        ? new JobReading(job, null)
        : (await reader.ReadAsync(report.Source.Provider, [job], cancellationToken).ConfigureAwait(false))[0].Reading;

    private static WebhookReport Told(VerifiedReport report, JobReading reading, WebhookOutcome outcome) =>
        new(outcome, HttpStatusCode.OK, $"{report.Source.Name} reports {reading.Job.ShortId}: {reading.Job.Status}.", reading);

    private static WebhookReport Repeated(VerifiedReport report) =>
        new(WebhookOutcome.Repeated, HttpStatusCode.Conflict, $"A report of {report.Source.Name} that was taken before was refused.");

    /// <summary>Answered as taken: sent again it would be as unknown.</summary>
    private static WebhookReport Unknown(VerifiedReport report)
    {
        string id = DisplayText.OneLine(report.Job.Id, 60);
        return report.Job.Status.IsSettled()
            ? new WebhookReport(
                WebhookOutcome.UnknownJob,
                HttpStatusCode.OK,
                $"{report.Source.Name} reports the end of a job that the journal does not have. Take it in with: Get-VideoJob -Id {PowerShellLiteral.Argument(id)} -Provider {report.Source.Name}")
            : new WebhookReport(WebhookOutcome.Progressed, HttpStatusCode.OK, $"{report.Source.Name} reports a job that the journal does not have: {id}.");
    }

    private static WebhookReport Failed(VerifiedReport report, string why) =>
        new(WebhookOutcome.Failed, HttpStatusCode.ServiceUnavailable, $"A report of {report.Source.Name} is to be sent again: {why.TrimEnd('.')}.");
}
