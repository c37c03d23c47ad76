namespace VideoGen.Providers.Local;

/// <summary>
/// The sound of a preview: none unless asked for; a soft chord where a service would make sound; silence of the right length in
/// place of a sound file of the user's.
/// </summary>
internal static class AudioTrack
{
    private const string Format = "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";

    /// <summary>A filter chain that ends in <c>[audio]</c>, or null.</summary>
    public static string? Filter(LocalOrder order) => order.Audio switch
    {
        AudioMode.Generate =>
            $"aevalsrc=exprs='0.05*sin(2*PI*220*t)+0.04*sin(2*PI*277.18*t)+0.03*sin(2*PI*329.63*t)':sample_rate=48000:duration={order.Seconds},"
            + $"afade=t=in:d=0.25,afade=t=out:st={order.Seconds - 1}.5:d=0.5,{Format}[audio]",
        AudioMode.Custom => $"anullsrc=sample_rate=48000:channel_layout=stereo,atrim=duration={order.Seconds},{Format}[audio]",
        _ => null,
    };

    public static IEnumerable<string> OutputArguments(LocalOrder order) =>
        Filter(order) is null ? ["-an"] : ["-map", "[audio]", "-c:a", "aac", "-b:a", "96k"];
}
