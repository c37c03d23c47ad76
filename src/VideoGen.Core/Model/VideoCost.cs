using System.Globalization;

namespace VideoGen;

/// <summary>What a job costs, in the unit of its service.</summary>
/// <param name="Amount">How many units.</param>
/// <param name="Unit">The service's unit: <c>credits</c>, <c>CU</c>, <c>USD</c>, …</param>
/// <param name="Charged">True when the service said so; false for our estimate.</param>
public sealed record VideoCost(decimal Amount, string Unit, bool Charged)
{
    public override string ToString()
    {
        string amount = Amount.ToString("0.####", CultureInfo.InvariantCulture);
        return Charged ? $"{amount} {Unit}" : $"about {amount} {Unit}";
    }
}
