using System.Globalization;
using System.Numerics;

namespace VideoGen.Cmdlets.Rows;

/// <summary>What counts as a number in a cell.</summary>
internal static class Numbers
{
    /// <summary>Doubles hold every whole number only up to here; beyond it the number meant is not known.</summary>
    private const double ExactDoubles = 9007199254740992;

    public static bool IsNumber(object? value) => value
        is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger;

    /// <summary>
    /// A whole number out of a number or out of text in the invariant culture: a sign and a fraction of zeros are
    /// allowed (<c>6.0</c>), group separators, exponents and other fractions are not.
    /// </summary>
    public static bool TryWhole(object? value, out long whole)
    {
        whole = 0;
        switch (value)
        {
            case string text:
                const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
                return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal parsed) && TryWhole(parsed, out whole);
            case decimal number when decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue:
                whole = (long)number;
                return true;
            case float or double:
                double real = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                whole = Math.Abs(real) <= ExactDoubles ? (long)real : 0;
                return Math.Abs(real) <= ExactDoubles && Math.Truncate(real) == real;
            case BigInteger number when number >= long.MinValue && number <= long.MaxValue:
                whole = (long)number;
                return true;
            case ulong number when number <= long.MaxValue:
                whole = (long)number;
                return true;
            case sbyte or byte or short or ushort or int or uint or long:
                whole = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }
}
