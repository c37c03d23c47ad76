using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>
/// The part of the canvas the camera sees at each moment: a rectangle of the canvas's own ratio, moved, scaled and turned, that
/// never leaves it. Offsets are fractions of width and height, angles radians, clockwise on the picture.
/// </summary>
internal sealed record CameraPath
{
    /// <summary>What an ordinary zoom magnifies.</summary>
    private const double ZoomAmount = 0.25;

    /// <summary>What an ordinary pan or tilt moves, of the width or height.</summary>
    private const double MoveAmount = 0.16;

    /// <summary>What an ordinary turn turns, in degrees.</summary>
    private const double TurnAmount = 8;

    /// <summary>How far a seed shifts the framing, of the width or height.</summary>
    private const double DriftAmount = 0.008;

    // In the filter's order: top left, top right, bottom left, bottom right.
    private static readonly (int Right, int Down)[] Corners = [(-1, -1), (1, -1), (-1, 1), (1, 1)];

    public double StartZoom { get; private init; } = 1;

    public double EndZoom { get; private init; } = 1;

    public (double X, double Y) StartOffset { get; private init; }

    public (double X, double Y) EndOffset { get; private init; }

    public double StartAngle { get; private init; }

    public double EndAngle { get; private init; }

    /// <summary>0 for an even move, 1 for one that starts and ends softly.</summary>
    public double Softness { get; private init; } = 1;

    /// <summary>The whole canvas all the time.</summary>
    public bool IsWhole => StartZoom == 1 && EndZoom == 1 && StartAngle == 0 && EndAngle == 0;

    /// <param name="ratio">Width by height of the frame.</param>
    /// <param name="seed">Varies the framing by a hair and the softness of the move; null for neither.</param>
    public static CameraPath For(CameraMove move, double ratio, long? seed)
    {
        double pan = MoveAmount * (move.IsStatic ? 0 : move.Pan);
        double tilt = MoveAmount * (move.IsStatic ? 0 : move.Tilt);
        double turn = TurnAmount * (move.IsStatic ? 0 : move.Turn) * Math.PI / 180;
        double zoom = move.IsStatic ? 0 : move.Zoom;
        (double X, double Y) drift = seed is { } number ? Drift(number) : (0, 0);

        // Room for the moves: what is seen must stay on the canvas at its widest, however far it is moved and turned.
        double room = Math.Max(Math.Abs(pan), Math.Abs(tilt)) + (seed is null ? 0 : 3 * DriftAmount);
        double half = Math.Abs(turn) / 2;
        double cover = Math.Cos(half) + (Math.Max(ratio, 1 / ratio) * Math.Sin(half));
        double floor = cover / (1 - room);
        double magnified = floor * (1 + (ZoomAmount * Math.Abs(zoom)));

        // A camera that moves right sees what lies further right; the picture turns against the seen rectangle.
        return new CameraPath
        {
            StartZoom = zoom < 0 ? magnified : floor,
            EndZoom = zoom > 0 ? magnified : floor,
            StartOffset = move.IsStatic ? drift : (-pan / 2, tilt / 2),
            EndOffset = ((pan / 2) + drift.X, (-tilt / 2) + drift.Y),
            StartAngle = half * Math.Sign(turn),
            EndAngle = -half * Math.Sign(turn),
            Softness = seed is { } value ? 0.6 + (0.4 * Fraction(value, 2)) : 1,
        };
    }

    /// <summary>FFmpeg's perspective filter that shows the path over <paramref name="frames"/> frames of the canvas.</summary>
    public string Filter(int frames)
    {
        // ld and st keep values within one expression only, so each corner computes its own: 0 place in the move, 1 zoom,
        // 2 angle. "on" counts from 1.
        string common = string.Create(
            CultureInfo.InvariantCulture,
            $"st(0,clip((on-1)/{Math.Max(frames - 1, 1)},0,1));st(0,{Softness}*ld(0)*ld(0)*(3-2*ld(0))+({1 - Softness})*ld(0));"
            + $"st(1,{StartZoom}*pow({EndZoom / StartZoom},ld(0)));st(2,({StartAngle})+({EndAngle - StartAngle})*ld(0));");
        string centreX = string.Create(CultureInfo.InvariantCulture, $"W*(0.5+({StartOffset.X})+({EndOffset.X - StartOffset.X})*ld(0))");
        string centreY = string.Create(CultureInfo.InvariantCulture, $"H*(0.5+({StartOffset.Y})+({EndOffset.Y - StartOffset.Y})*ld(0))");
        IEnumerable<string> corners = Corners.Select((sign, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"x{i}='{common}{centreX}+({sign.Right}*W*cos(ld(2))-({sign.Down})*H*sin(ld(2)))/2/ld(1)'"
            + $":y{i}='{common}{centreY}+({sign.Right}*W*sin(ld(2))+({sign.Down})*H*cos(ld(2)))/2/ld(1)'"));
        return $"perspective={string.Join(':', corners)}:interpolation=linear:sense=source:eval=frame";
    }

    private static (double X, double Y) Drift(long seed)
    {
        double direction = Fraction(seed, 0) * 2 * Math.PI;
        double length = DriftAmount * (0.5 + (0.5 * Fraction(seed, 1)));
        return (length * Math.Cos(direction), length * Math.Sin(direction));
    }

    /// <summary>0 to 1 by the seed. Written out (SplitMix64), since the numbers of System.Random are not promised to stay.</summary>
    private static double Fraction(long seed, int index)
    {
        ulong z = unchecked((ulong)seed + ((ulong)(index + 1) * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
