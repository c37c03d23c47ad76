using VideoGen.Cmdlets.Rows;
using VideoGen.Providers;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The request that a half-typed command line makes.</summary>
internal static class WrittenRequest
{
    /// <param name="scope">Its values count as far as they convert: what is half-typed does not.</param>
    /// <param name="except">The parameter that is being completed.</param>
    /// <exception cref="VideoGenException">What is typed does not go together.</exception>
    public static VideoRequest Of(CompletionScope scope, string except, ProviderDescriptor provider)
    {
        var values = new Dictionary<string, object?>();
        foreach (RowColumn column in RowColumns.All.Where(column => !column.Name.Equals(except, StringComparison.OrdinalIgnoreCase) && column != RowColumns.Provider))
        {
            if (scope.Written[column.Name] is { } value && PowerShellValues.Plain(value) is { } plain && Converts(column.Name, plain))
            {
                values.Add(column.Name, plain);
            }
        }

        return new RowBinder(values, AnyFile).Bind(Row.None, provider);
    }

    private static bool Converts(string name, object value)
    {
        try
        {
            _ = new RowBinder(new Dictionary<string, object?> { [name] = value }, AnyFile);
            return true;
        }
        catch (VideoGenException)
        {
            return false;
        }
    }

    /// <summary>An image that is typed is one, whether it is there or not.</summary>
    private static string? AnyFile(string path) => path;
}
