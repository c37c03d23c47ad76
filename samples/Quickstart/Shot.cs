using System.Globalization;
using VideoGen;

namespace Quickstart;

/// <summary>Turns a row of the CSV into a request, with the columns that <c>New-VideoJob</c> reads by the same names.</summary>
internal static class Shot
{
    /// <exception cref="VideoGenException"><c>InvalidColumnValue</c> or <c>ImageNotFound</c>; the row cannot be submitted.</exception>
    public static VideoRequest Read(IReadOnlyDictionary<string, string> row) => new()
    {
        Name = Cell(row, "Name"),
        Prompt = Cell(row, "Prompt") is null ? null : row["Prompt"],
        Provider = Cell(row, "Provider"),
        Model = Cell(row, "Model"),
        Image = Image(row, "Image"),
        LastImage = Image(row, "LastImage"),
        Duration = (int?)Number(row, "Duration", int.MaxValue),
        Resolution = Cell(row, "Resolution"),
        AspectRatio = Cell(row, "AspectRatio"),
        Audio = Audio(row),
        Seed = Number(row, "Seed", long.MaxValue),
    };

    /// <summary>An empty or blank cell means not given.</summary>
    private static string? Cell(IReadOnlyDictionary<string, string> row, string column) =>
        row.TryGetValue(column, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static long? Number(IReadOnlyDictionary<string, string> row, string column, long most)
    {
        if (Cell(row, column) is not { } text)
        {
            return null;
        }

        string digits = column == "Duration" ? text.TrimEnd('s', 'S') : text;
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number <= most
            ? number
            : throw Invalid(column, text, "a whole number");
    }

    private static AudioMode? Audio(IReadOnlyDictionary<string, string> row) => Cell(row, "Audio") switch
    {
        null => null,
        { } text when char.IsLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out AudioMode mode) => mode,
        { } text => throw Invalid("Audio", text, string.Join(", ", Enum.GetNames<AudioMode>())),
    };

    private static ImageReference? Image(IReadOnlyDictionary<string, string> row, string column)
    {
        if (Cell(row, column) is not { } text)
        {
            return null;
        }

        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return new ImageReference(ImageKind.DataUri, text);
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            return new ImageReference(ImageKind.Url, text);
        }

        string path = Path.GetFullPath(text);
        return File.Exists(path)
            ? new ImageReference(ImageKind.File, path)
            : throw new VideoGenException(VideoErrors.ImageNotFound, $"{column}: there is no file {DisplayText.OneLine(path, 300)}.");
    }

    private static VideoGenException Invalid(string column, string text, string takes) =>
        new(VideoErrors.InvalidColumnValue, $"{column} is '{DisplayText.OneLine(text, 60)}'; it takes {takes}.");
}
