using VideoGen.Tracing;

namespace VideoGen.Cmdlets;

/// <summary>Says what a command exchanges with services: each exchange in a verbose line, and its bodies as debug messages.</summary>
internal static class ExchangeMessages
{
    /// <summary>Null where neither stream is on, so that nothing is put into words.</summary>
    /// <param name="pump">Brings the messages to the pipeline thread.</param>
    public static ExchangeListener? Open(VideoCommand command, WorkPump pump)
    {
        bool withBodies = StreamPreference.IsOn(command, "Debug");
        return withBodies || StreamPreference.IsOn(command, "Verbose")
            ? new ExchangeListener(report => pump.Post(() => Write(command, report)), withBodies)
            : null;
    }

    private static void Write(VideoCommand command, ExchangeReport report)
    {
        command.Remark(report.Summary);
        if (report.Sent is { } sent)
        {
            command.WriteDebug($"Sent: {sent}");
        }

        if (report.Answered is { } answered)
        {
            command.WriteDebug($"Answered: {answered}");
        }
    }
}
