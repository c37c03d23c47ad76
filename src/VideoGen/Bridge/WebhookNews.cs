using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>
/// Says what came in at a webhook, on the pipeline thread: everything with -Verbose; what the user should act on as warnings. Anybody
/// can send what nobody signed, so of that only the first and the number is said.
/// </summary>
internal sealed class WebhookNews(VideoCommand command, Action<IReadOnlyList<string>> warnOnce)
{
    private int _refused;

    public void Write(WebhookReport report)
    {
        command.Remark($"{(int)report.Answer}: {report.Message}");
        switch (report.Outcome)
        {
            case WebhookOutcome.Refused when ++_refused == 1:
                command.WriteWarning(report.Message);
                break;

            case WebhookOutcome.UnknownJob or WebhookOutcome.Failed:
                warnOnce([report.Message]);
                break;

            default:
                break;
        }
    }

    /// <summary>At the end.</summary>
    public void Conclude()
    {
        if (_refused > 1)
        {
            command.WriteWarning($"{_refused} requests to the webhook were refused, since no service had signed them; -Verbose shows each.");
        }
    }
}
