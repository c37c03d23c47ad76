namespace VideoGen.Cmdlets.Rows;

/// <summary>
/// <c>AudioUri</c> implies <c>Custom</c>. Against another choice of <c>Audio</c> the command line wins; within one row, or
/// on one command line, the two contradict each other.
/// </summary>
internal static class AudioRule
{
    /// <exception cref="VideoGenException"><c>ConflictingValues</c></exception>
    public static void Apply(Dictionary<RowColumn, GivenValue> given)
    {
        if (!given.TryGetValue(RowColumns.AudioUri, out GivenValue? uri))
        {
            return;
        }

        if (given.TryGetValue(RowColumns.Audio, out GivenValue? audio) && audio.Value is AudioMode.None or AudioMode.Generate)
        {
            if (audio.Cell.OnCommandLine == uri.Cell.OnCommandLine)
            {
                throw new VideoGenException(VideoErrors.ConflictingValues,
                    $"The {uri.Cell.Place} gives a sound, and the {audio.Cell.Place} asks for {audio.Value}.");
            }

            if (audio.Cell.OnCommandLine)
            {
                _ = given.Remove(RowColumns.AudioUri);
                return;
            }
        }

        given[RowColumns.Audio] = new GivenValue(uri.Cell, AudioMode.Custom);
    }
}
