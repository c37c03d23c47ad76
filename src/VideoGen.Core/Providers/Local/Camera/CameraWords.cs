using System.Text.RegularExpressions;

namespace VideoGen.Providers.Local;

/// <summary>Reads camera moves out of a prompt. The words are listed in docs/local.md, which its tests compare with this file.</summary>
internal static partial class CameraWords
{
    private const double Slow = 0.5;
    private const double Fast = 1.6;

    // A word of speed belongs to the move it stands beside: "a fast car, zoom in" is no fast zoom, and in
    // "zoom in, slow pan left" only the pan is slow.
    private const string Before = @"(?:\b(?<speed>slow|slowly|gentle|gently|subtle|subtly|fast|quick|quickly|rapid|rapidly)[\s-]+)?\b";
    private const string Between = @"[\s-]+(?:(?:(?<speed>slowly|gently|subtly|fast|quickly|rapidly|slow)|smoothly|steadily|the|to|towards?|camera|shot|and|it|a|bit|from\s+(the\s+)?(left|right|top|bottom|above|below))[\s-]+){0,4}";
    private const string After = @"(to|wards?)?\b(?:\s+(?<speed>slowly|gently|subtly|fast|quickly|rapidly)\b)?";
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int TimeoutMilliseconds = 1000;

    /// <summary>What the prompt asks for; of two opposite words the first counts.</summary>
    public static CameraMove Read(string? prompt)
    {
        string text = prompt ?? "";
        var move = new CameraMove
        {
            Zoom = Amount(ZoomPattern().Match(text), "in"),
            Pan = Amount(PanPattern().Match(text), "right"),
            Tilt = Amount(TiltPattern().Match(text), "up"),
            Turn = Amount(TurnPattern().Match(text), "clockwise"),
        };
        return move with { IsStatic = !move.IsAsked && StaticPattern().IsMatch(text) };
    }

    private static double Amount(Match match, string positive)
    {
        if (!match.Success)
        {
            return 0;
        }

        double amount = match.Groups["speed"].Value.ToUpperInvariant() switch
        {
            "" => 1,
            "FAST" or "QUICK" or "QUICKLY" or "RAPID" or "RAPIDLY" => Fast,
            _ => Slow,
        };
        return match.Groups["direction"].Value.Equals(positive, StringComparison.OrdinalIgnoreCase) ? amount : -amount;
    }

    [GeneratedRegex(Before + "(zoom(s|ing|ed)?|push(es|ing|ed)?|doll(y|ies|ying|ied)|pull(s|ing|ed)?)" + Between + "(?<direction>in|out|back)" + After, Options, TimeoutMilliseconds)]
    private static partial Regex ZoomPattern();

    [GeneratedRegex(Before + "(pan(s|ning|ned)?|truck(s|ing|ed)?)" + Between + "(?<direction>left|right)" + After, Options, TimeoutMilliseconds)]
    private static partial Regex PanPattern();

    [GeneratedRegex(Before + "(tilt(s|ing|ed)?|pedestal(s|ing|ed)?|crane(s|d)?|craning)" + Between + "(?<direction>up|down)" + After, Options, TimeoutMilliseconds)]
    private static partial Regex TiltPattern();

    [GeneratedRegex(Before + "(rotat(e|es|ing|ed|ion)|roll(s|ing|ed)?|spin(s|ning)?)" + Between + "(?<direction>clockwise|counter-?clockwise|anti-?clockwise)" + After, Options, TimeoutMilliseconds)]
    private static partial Regex TurnPattern();

    [GeneratedRegex(@"\b(static|locked[\s-]off|still[\s-](camera|shot|frame)|(camera|shot)\s+(is|stays|stands|holds|remains)\s+still|no\s+camera\s+(move|movement|motion))\b", Options, TimeoutMilliseconds)]
    private static partial Regex StaticPattern();
}
