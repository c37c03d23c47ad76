namespace VideoGen.Cmdlets;

/// <summary>A status as the views of formats/VideoGen.format.ps1xml show it.</summary>
public static class StatusText
{
    /// <param name="status">From a live job, or the number that is left of it in a deserialised one.</param>
    /// <param name="style">
    /// PowerShell's <c>$PSStyle</c>, newer than the reference assembly this is compiled with, hence dynamic; null in a session
    /// without it. Colours come from there alone, so that the engine takes them out where the user wants none.
    /// </param>
    public static string Of(VideoStatus status, dynamic? style) =>
        style is null ? status.ToString() : $"{Sequence(status, style)}{status}{style.Reset}";

    private static string Sequence(VideoStatus status, dynamic style) => status switch
    {
        VideoStatus.Completed => style.Foreground.Green,
        VideoStatus.Failed => style.Foreground.Red,
        VideoStatus.Unknown => style.Foreground.Magenta,
        VideoStatus.Expired => style.Foreground.Yellow,
        VideoStatus.Queued or VideoStatus.Running => style.Foreground.Cyan,
        _ => style.Dim,
    };
}
