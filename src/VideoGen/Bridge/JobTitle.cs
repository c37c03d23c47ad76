namespace VideoGen.Cmdlets;

/// <summary>A job as the target of a question or message.</summary>
internal static class JobTitle
{
    public static string Of(VideoJob job) => $"{DisplayText.OneLine(job.Provider, 60)} job {job.ShortId} ({job.Status}{Label(job.Name ?? job.Prompt)})";

    /// <summary>A row that is no job yet.</summary>
    public static string Of(VideoRequest request) => DisplayText.OneLine(request.Name ?? request.Prompt ?? request.Image?.ToString(), 60);

    private static string Label(string? text) => text is null ? "" : $", {DisplayText.OneLine(text, 40)}";
}
