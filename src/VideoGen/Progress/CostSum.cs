using System.Globalization;

namespace VideoGen.Cmdlets.Progress;

/// <summary>What clips cost so far and all together, by unit.</summary>
internal sealed class CostSum
{
    private readonly SortedDictionary<string, Sum> _sums = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="cost">Null where nobody knows it.</param>
    /// <param name="isSoFar">False for what is still to come.</param>
    public void Add(VideoCost? cost, bool isSoFar) => Change(cost, isSoFar, 1);

    /// <summary>Takes back what was added.</summary>
    public void Remove(VideoCost? cost, bool isSoFar) => Change(cost, isSoFar, -1);

    /// <summary><c>20 of 60 credits</c>, <c>about 0.8 USD</c> where a part of it is an estimate; empty where nothing is known to cost anything.</summary>
    public override string ToString() => string.Join(" and ", _sums.Where(sum => sum.Value.All != 0).Select(sum => sum.Value.ToText(sum.Key)));

    private void Change(VideoCost? cost, bool isSoFar, int sign)
    {
        if (cost is null)
        {
            return;
        }

        string unit = DisplayText.OneLine(cost.Unit, 20);
        Sum sum = _sums.GetValueOrDefault(unit);
        decimal amount = sign * Math.Clamp(cost.Amount, 0, 1_000_000_000);
        _sums[unit] = new Sum(sum.SoFar + (isSoFar ? amount : 0), sum.All + amount, sum.Estimates + (cost.Charged ? 0 : sign));
    }

    private readonly record struct Sum(decimal SoFar, decimal All, int Estimates)
    {
        public string ToText(string unit) =>
            $"{(Estimates > 0 ? "about " : "")}{(SoFar == All ? "" : $"{Text(SoFar)} of ")}{Text(All)} {unit}";

        private static string Text(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
