using System.Net;

namespace VideoGen.Client;

/// <summary>What became of one request to the listener.</summary>
/// <param name="Answer">What it was answered with, without a word more.</param>
/// <param name="Message">One sentence for people; it holds nothing of a request that was not verified.</param>
/// <param name="Reading">The job as the journal has it now; null where none was changed.</param>
public sealed record WebhookReport(WebhookOutcome Outcome, HttpStatusCode Answer, string Message, JobReading? Reading = null);

/// <summary>The sorts of <see cref="WebhookReport"/>.</summary>
public enum WebhookOutcome
{
    /// <summary>A job has ended; told once a job.</summary>
    Ended,

    /// <summary>A job goes on, or its end was told before.</summary>
    Progressed,

    /// <summary>The service tells of the end of a job that the journal does not have.</summary>
    UnknownJob,

    /// <summary>The very same report was taken before.</summary>
    Repeated,

    /// <summary>Not signed as a service would.</summary>
    Refused,

    /// <summary>No request that a service would make: too long, too slow, not POST.</summary>
    Malformed,

    /// <summary>It could not be dealt with now; the service is asked to send it again.</summary>
    Failed,
}
