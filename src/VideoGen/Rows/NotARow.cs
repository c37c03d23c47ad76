using System.Collections;

namespace VideoGen.Cmdlets.Rows;

/// <summary>The refusals of pipeline input that is no row: they say what came and what to pipe instead.</summary>
internal static class NotARow
{
    /// <summary>A job: submitting it again would pay for it again.</summary>
    public static VideoGenException Job(string? key = null)
    {
        string job = key is null ? "A job" : $"The job {DisplayText.OneLine(key, 40)}";
        return new VideoGenException(VideoErrors.NotARow, $"{job} came down the pipeline: it is a job already, not a row to submit.")
        {
            Remedy = "Pipe it to Wait-VideoJob or Save-VideoJob. For another clip of the same request make a row of its values: [pscustomobject]@{ Prompt = $job.Prompt; Model = $job.Model }.",
        };
    }

    /// <param name="value">What came, free of PowerShell's wrapper.</param>
    /// <param name="typeName">The type PowerShell gives it, where that says more than its .NET type.</param>
    public static VideoGenException Of(object? value, string? typeName = null)
    {
        string what = value switch
        {
            null => "Nothing ($null)",
            DirectoryInfo folder => $"The folder '{DisplayText.OneLine(folder.FullName, 60)}'",
            DateTime or DateTimeOffset => char.ToUpperInvariant(ShownValue.Of(value)[0]) + ShownValue.Of(value)[1..],
            _ when Numbers.IsNumber(value) => $"The number {ShownValue.Of(value)}",
            bool => $"The value ${ShownValue.Of(value)}",
            Array or IList => ((ICollection)value).Count is var count && count == 1 ? "A list of 1 value" : $"A list of {count} values",
            _ => $"An object of type {typeName ?? value.GetType().ToString()}",
        };
        string hint = value switch
        {
            DirectoryInfo => " Pipe the images in it: Get-ChildItem with -File.",
            Array or IList => " Pipe its values one by one.",
            _ => "",
        };
        return new VideoGenException(VideoErrors.NotARow, $"{what} came down the pipeline, which is not a row.{hint}");
    }
}
