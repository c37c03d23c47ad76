using System.Text.RegularExpressions;

namespace VideoGen.Providers.Local;

/// <summary>How one image becomes another.</summary>
internal enum TransitionKind
{
    CrossFade,
    MotionInterpolation,
}

/// <summary>Reads the kind of a transition out of a prompt.</summary>
internal static partial class TransitionWords
{
    /// <summary>
    /// A cross-fade unless the prompt speaks of motion only: it looks right between any two images and takes a tenth of the time,
    /// where interpolation tears images apart that do not show the same things.
    /// </summary>
    public static TransitionKind Read(string? prompt) => Motion().IsMatch(prompt ?? "") && !Fade().IsMatch(prompt ?? "")
        ? TransitionKind.MotionInterpolation
        : TransitionKind.CrossFade;

    [GeneratedRegex(@"\b(morph(s|ing|ed)?|interpolat(e|es|ing|ed|ion)|motion)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Motion();

    [GeneratedRegex(@"\b((cross-?|cross )?fad(e|es|ing)|(cross-?)?dissolv(e|es|ing))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fade();
}
