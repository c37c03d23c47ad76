using System.Collections;
using System.Collections.Specialized;

namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// Takes PowerShell's wrappers off a value, at every depth, so that what reads rows knows plain values only: dictionaries
/// become ordered ones with text keys, other sequences become arrays.
/// </summary>
internal static class PlainValues
{
    /// <summary>Deeper than any request body; a table that holds itself ends here.</summary>
    private const int DepthLimit = 32;

    /// <param name="value">Anything.</param>
    /// <param name="unwrap">Takes one wrapper off: the object inside, or a dictionary for a custom object.</param>
    /// <exception cref="InvalidOperationException">The value is nested too deeply.</exception>
    public static object? Of(object? value, Func<object, object?> unwrap) => Of(value, unwrap, 0);

    private static object? Of(object? value, Func<object, object?> unwrap, int depth)
    {
        if (depth > DepthLimit)
        {
            throw new InvalidOperationException($"The value is nested more than {DepthLimit} levels deep.");
        }

        return (value is null ? null : unwrap(value)) switch
        {
            null or DBNull => null,
            string text => text,
            IDictionary table => Table(table, unwrap, depth),
            IEnumerable list and (Array or ICollection) => List(list, unwrap, depth),
            var plain => plain,
        };
    }

    private static OrderedDictionary Table(IDictionary table, Func<object, object?> unwrap, int depth)
    {
        IEnumerable<DictionaryEntry> entries = table.Cast<DictionaryEntry>();
        if (table is Hashtable)
        {
            // A hashtable's order changes from process to process; the same row must give the same request.
            entries = entries.OrderBy(entry => KeyText(entry.Key), StringComparer.Ordinal);
        }

        var plain = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in entries)
        {
            plain[KeyText(entry.Key)] = Of(entry.Value, unwrap, depth + 1);
        }

        return plain;
    }

    private static object?[] List(IEnumerable list, Func<object, object?> unwrap, int depth)
    {
        var values = new List<object?>();
        foreach (object? item in list)
        {
            values.Add(Of(item, unwrap, depth + 1));
        }

        return [.. values];
    }

    private static string KeyText(object key) => Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
