using VideoGen.Providers;

namespace VideoGen.Cmdlets.Rows;

/// <summary>The sound of a clip, by our words and by the fields of services.</summary>
internal static class AudioValue
{
    private static readonly string[] Names = Enum.GetNames<AudioMode>();
    private static readonly AudioMode[] Modes = Enum.GetValues<AudioMode>();

    /// <summary>
    /// A name of <see cref="AudioMode"/> in any case, or true and false as Dafty's field <c>audio</c> has them. No numbers: they mean
    /// something else at Akool.
    /// </summary>
    public static AudioMode Name(Cell cell)
    {
        if (cell.Value is AudioMode mode)
        {
            return mode;
        }

        if (cell.Value is bool || (cell.Value is string word && bool.TryParse(word, out _)))
        {
            return Generate(cell);
        }

        int known = cell.Value is string text ? Array.FindIndex(Names, name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) : -1;
        return known < 0 ? throw cell.Invalid(Choices.Join(Names)) : Modes[known];
    }

    /// <summary><c>generate_audio</c>: true or false.</summary>
    public static AudioMode Generate(Cell cell) => SwitchValue.Read(cell) ? AudioMode.Generate : AudioMode.None;

    /// <summary><c>audio_type</c>, Akool's numbers.</summary>
    public static AudioMode AkoolType(Cell cell) => Numbers.TryWhole(cell.Value, out long type) ? type switch
    {
        1 => AudioMode.Generate,
        2 => AudioMode.Custom,
        3 => AudioMode.None,
        _ => throw Invalid(cell),
    }
    : throw Invalid(cell);

    private static VideoGenException Invalid(Cell cell) => cell.Invalid("1 (generated), 2 (custom) or 3 (none)");
}
