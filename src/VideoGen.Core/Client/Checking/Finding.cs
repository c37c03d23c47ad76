namespace VideoGen.Client;

/// <summary>Makes findings of one check. What it is told is cleaned of terminal escapes: services and proxies word part of it.</summary>
internal sealed class Finding(string check)
{
    public VideoEnvironmentCheck Passed(string subject, string detail) => Make(subject, EnvironmentCheckResult.Passed, detail, null);

    public VideoEnvironmentCheck Skipped(string subject, string detail, string? remedy = null) => Make(subject, EnvironmentCheckResult.Skipped, detail, remedy);

    public VideoEnvironmentCheck Warning(string subject, string detail, string remedy) => Make(subject, EnvironmentCheckResult.Warning, detail, remedy);

    public VideoEnvironmentCheck Failed(string subject, string detail, string remedy) => Make(subject, EnvironmentCheckResult.Failed, detail, remedy);

    public VideoEnvironmentCheck Failed(string subject, VideoGenException error) => Failed(subject, error.Message, error.Remedy);

    private VideoEnvironmentCheck Make(string subject, EnvironmentCheckResult result, string detail, string? remedy) => new()
    {
        Check = check,
        Subject = DisplayText.OneLine(subject, 300),
        Result = result,
        Detail = DisplayText.OneLine(detail, 600),
        Remedy = remedy is null ? null : DisplayText.OneLine(remedy),
    };
}
