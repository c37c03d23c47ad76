using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Turns pipeline objects into rows: one reader a command, used on the pipeline thread, since property getters may be script.
/// </summary>
internal sealed class RowReader
{
    private readonly List<string> _headers = [];
    private readonly List<object?> _values = [];
    private RowLayout _layout = new();

    /// <exception cref="VideoGenException"><c>NotARow</c>, or <c>InvalidColumnValue</c> for a property that cannot be read.</exception>
    public Row Read(object? input)
    {
        var wrapper = input as PSObject;
        object? value = wrapper is null ? input : wrapper.BaseObject;
        Collection<string> typeNames = wrapper is null ? [] : wrapper.TypeNames;
        if (value is VideoJob job)
        {
            throw NotARow.Job(job.Key);
        }

        if (RowTypeNames.AreJob(typeNames))
        {
            throw NotARow.Job();
        }

        switch (value)
        {
            case string prompt:
                return Row.OfPrompt(prompt);
            case FileInfo file:
                return Row.OfFile(file);
            case IDictionary table:
                Gather(table);
                return Gathered();
            case PSCustomObject when RowTypeNames.AreColumns(typeNames):
                Gather(wrapper!);
                return Gathered();
            default:
                throw NotARow.Of(value, typeNames.Count > 0 ? typeNames[0] : null);
        }
    }

    private Row Gathered()
    {
        if (!_layout.Fits(_headers))
        {
            _layout = new RowLayout([.. _headers]);
        }

        return Row.OfColumns(_layout, _values);
    }

    private void Gather(IDictionary table)
    {
        Forget();
        foreach (DictionaryEntry entry in table)
        {
            string name = Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            try
            {
                Add(name, entry.Value);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw Unreadable(name, exception);
            }
        }
    }

    private void Gather(PSObject row)
    {
        Forget();
        foreach (PSPropertyInfo property in row.Properties)
        {
            if (!property.IsGettable)
            {
                continue;
            }

            try
            {
                Add(property.Name, property.Value);
            }
            catch (Exception exception) when (exception is not PipelineStoppedException)
            {
                throw Unreadable(property.Name, exception);
            }
        }
    }

    private void Forget()
    {
        _headers.Clear();
        _values.Clear();
    }

    private void Add(string header, object? value)
    {
        _values.Add(PowerShellValues.Plain(value));
        _headers.Add(header);
    }

    private static VideoGenException Unreadable(string name, Exception exception)
    {
        string reason = DisplayText.OneLine((exception.InnerException ?? exception).Message, 200);
        return new VideoGenException(VideoErrors.InvalidColumnValue, $"Column '{DisplayText.OneLine(name, 40)}' cannot be read: {reason}", exception);
    }
}
