using System.Globalization;

namespace VideoGen.Budgets;

/// <summary>What is told of a budget that keeps a submission back.</summary>
internal static class BudgetErrors
{
    public static VideoGenException Reached(Budget budget, string left, string wanted, DateTimeOffset reset) =>
        new(VideoErrors.BudgetReached, $"{budget.Provider}'s budget of {budget} has {left} left, and this would {wanted}. It is renewed at {Moment(reset)} (local time).")
        {
            Remedy = $"It was not sent: submit it again then. Get-VideoBudget {budget.Provider} shows what was spent; Set-VideoBudget {budget.Provider} -Per {budget.Per} … raises it.",
        };

    public static VideoGenException Unpriced(Budget budget, string reason) =>
        new(VideoErrors.UnknownPrice, $"{budget.Provider}'s budget of {budget} cannot be kept: {reason}")
        {
            Remedy = "Pass -AllowUnknownCost to submit it all the same, or limit the clips instead: Set-VideoBudget … -Clips.",
        };

    public static VideoGenException DamagedBudget(string provider, BudgetPeriod per, string path, string reason, Exception? cause) =>
        new(VideoErrors.DamagedBudget, $"The budget {path} cannot be read: {DisplayText.OneLine(reason, 300)}", cause)
        {
            Remedy = $"Nothing is submitted to {provider} until then. Run Remove-VideoBudget {provider} -Per {per}, and set it anew with Set-VideoBudget.",
        };

    public static VideoGenException DamagedLedger(string path, string reason, Exception? cause) =>
        new(VideoErrors.DamagedBudget, $"What was spent cannot be read from {path}: {DisplayText.OneLine(reason, 300)}", cause)
        {
            Remedy = "Put the file back from a backup; or move it and the .totals file beside it away, after which what was spent in that month counts no more. Or do without the provider's budget: Remove-VideoBudget.",
        };

    public static VideoGenException NotWritable(string home, Exception cause) =>
        new(VideoErrors.JournalNotWritable, $"What was spent cannot be written down in {home}: {cause.Message}", cause);

    public static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
