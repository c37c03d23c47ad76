using System.Globalization;
using VideoGen.Client;

namespace VideoGen.Budgets;

/// <summary>What one job counts for.</summary>
/// <param name="Day">The day, in UTC, on which it was set aside for the last time before it was sent.</param>
/// <param name="Amount">The most it is expected to cost, or its charge; null where nobody knows.</param>
/// <param name="Unit">Of the amount; null where it is free or unknown.</param>
/// <param name="Clips">Clips the job makes.</param>
internal sealed record SpendingRecord(DateOnly Day, SpendingState State, decimal? Amount, string? Unit, int Clips)
{
    /// <summary>Far more than one request makes; sums of a month stay far below what an integer holds.</summary>
    private const int MostClips = 10_000;

    private const string States = "rtcv";
    private const int LongestUnit = 40;

    public int CountedClips => State == SpendingState.Void ? 0 : Clips;

    public decimal CountedAmount => State == SpendingState.Void ? 0 : Amount ?? 0;

    /// <summary>The job as it is known now: with the service, or perhaps there, and with its charge where one is stated.</summary>
    public SpendingRecord After(VideoCost? cost, VideoStatus status)
    {
        SpendingRecord taken = State == SpendingState.Reserved ? this with { State = SpendingState.Taken } : this;
        if (!CostReservation.IsCharge(cost) || cost!.Unit.Length is 0 or > LongestUnit || (Unit is not null && !CostUnit.AreOne(Unit, cost.Unit)))
        {
            return taken;
        }

        bool isVoid = cost.Amount == 0 && status is VideoStatus.Failed or VideoStatus.Cancelled;
        return taken with { State = isVoid ? SpendingState.Void : SpendingState.Charged, Amount = cost.Amount, Unit = Unit ?? cost.Unit };
    }

    /// <summary><c>2026-11-21,r,20,credits,1</c>, without blanks.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Day:yyyy-MM-dd},{States[(int)State]},{(Amount is { } amount ? amount.ToString(CultureInfo.InvariantCulture) : "?")},{Uri.EscapeDataString(Unit ?? "")},{Clips}");

    /// <summary>Null for what is no record.</summary>
    public static SpendingRecord? Parse(string text)
    {
        string[] parts = text.Split(',');
        if (parts.Length != 5
            || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            || parts[1].Length != 1 || States.IndexOf(parts[1][0], StringComparison.Ordinal) is not (>= 0 and var state)
            || !int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out int clips) || clips > MostClips)
        {
            return null;
        }

        decimal? amount = null;
        if (parts[2] != "?")
        {
            if (!decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || number > CostReservation.Highest)
            {
                return null;
            }

            amount = number;
        }

        string unit = Uri.UnescapeDataString(parts[3]);
        return new SpendingRecord(day, (SpendingState)state, amount, unit.Length == 0 ? null : unit, clips);
    }
}
