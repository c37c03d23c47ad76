using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>Where completers look. They are made by the engine, without arguments, so this is set for them.</summary>
internal static class CompletionSource
{
    /// <summary>The home as the environment has it at the moment. What it throws is not shown.</summary>
    public static Func<HomeGlance> Home { get; set; } = static () => new HomeGlance(VideoClientOptions.FromEnvironment());
}
