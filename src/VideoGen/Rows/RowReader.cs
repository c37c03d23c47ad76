using System.Collections;
using System.Management.Automation;

namespace VideoGen.Cmdlets.Rows;

/// <summary>Turns one pipeline object into a row. Runs on the pipeline thread: property getters may be script.</summary>
internal static class RowReader
{
    /// <exception cref="VideoGenException"><c>NotARow</c>, or <c>InvalidColumnValue</c> for a property that cannot be read.</exception>
    public static Row Read(object? input)
    {
        var wrapper = input as PSObject;
        object? value = wrapper is null ? input : wrapper.BaseObject;
        string[] typeNames = wrapper is null ? [] : [.. wrapper.TypeNames];
        if (value is VideoJob job)
        {
            throw NotARow.Job(job.Key);
        }

        if (RowTypeNames.AreJob(typeNames))
        {
            throw NotARow.Job();
        }

        return value switch
        {
            string prompt => Row.OfPrompt(prompt),
            FileInfo file => Row.OfFile(file),
            IDictionary table => Row.OfColumns(Columns(table)),
            PSCustomObject when RowTypeNames.AreColumns(typeNames) => Row.OfColumns(Columns(wrapper!)),
            _ => throw NotARow.Of(value, typeNames.FirstOrDefault()),
        };
    }

    private static IEnumerable<KeyValuePair<string, object?>> Columns(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            string name = Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            object? value;
            try
            {
                value = PowerShellValues.Plain(entry.Value);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw Unreadable(name, exception);
            }

            yield return new(name, value);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Columns(PSObject row)
    {
        foreach (PSPropertyInfo property in row.Properties)
        {
            if (!property.IsGettable)
            {
                continue;
            }

            object? value;
            try
            {
                value = PowerShellValues.Plain(property.Value);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw Unreadable(property.Name, exception);
            }

            yield return new(property.Name, value);
        }
    }

    private static VideoGenException Unreadable(string name, Exception exception)
    {
        string reason = DisplayText.OneLine((exception.InnerException ?? exception).Message, 200);
        return new VideoGenException(VideoErrors.InvalidColumnValue, $"Column '{DisplayText.OneLine(name, 40)}' cannot be read: {reason}", exception);
    }
}
