namespace VideoGen;

/// <summary>Why a job failed, in the service's words.</summary>
/// <param name="Code">The service's code, or one of ours where it has none.</param>
/// <param name="Message">One line.</param>
/// <remarks>Services word both, so both are cleaned of terminal escapes here, before anything can print them.</remarks>
public sealed record JobError(string Code, string Message)
{
    public string Code { get; init; } = DisplayText.OneLine(Code);

    public string Message { get; init; } = DisplayText.OneLine(Message);

    public override string ToString() => $"{Code}: {Message}";
}
