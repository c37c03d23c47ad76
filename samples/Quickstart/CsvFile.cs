using System.Text;

namespace Quickstart;

/// <summary>
/// Reads comma-separated values as RFC 4180 describes them: cells in quotes may hold commas, line breaks and doubled quotes.
/// Blanks in front of a cell do not count, as with <c>Import-Csv</c>, so that both make the same requests.
/// </summary>
internal static class CsvFile
{
    /// <summary>The rows below the header, each a table from column to cell; case does not count in a column's name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(TextReader reader)
    {
        List<string>? header = null;
        foreach (List<string> record in Records(reader))
        {
            if (header is null)
            {
                header = record;
                continue;
            }

            yield return header.Zip(record).GroupBy(pair => pair.First.Trim(), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => group.First().Second, StringComparer.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<List<string>> Records(TextReader reader)
    {
        var record = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int next = reader.Read(); next >= 0; next = reader.Read())
        {
            char c = (char)next;
            if (quoted)
            {
                if (c != '"')
                {
                    _ = cell.Append(c);
                }
                else if (reader.Peek() == '"')
                {
                    _ = cell.Append((char)reader.Read());
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                Take();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && reader.Peek() == '\n')
                {
                    _ = reader.Read();
                }

                Take();
                if (!IsBlank())
                {
                    yield return record;
                }

                record = [];
            }
            else if (cell.Length > 0 || c is not (' ' or '\t'))
            {
                _ = cell.Append(c);
            }
        }

        Take();
        if (!IsBlank())
        {
            yield return record;
        }

        void Take()
        {
            record.Add(cell.ToString());
            _ = cell.Clear();
        }

        bool IsBlank() => record is [""];
    }
}
