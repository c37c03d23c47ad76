using VideoGen.Tests.Journal.Scale;
using VideoGen.Tests.Processes;

// dotnet exec VideoGen.Tests.dll submit HOME LEDGER ROWS: what one more session does while others do the same.
// dotnet exec VideoGen.Tests.dll fetch URL ...: what a process with the environment's proxy does with each address.
// dotnet exec VideoGen.Tests.dll fill HOME SETTLED OPEN DAYS old|new PROVIDER: a journal as months of use leave it.
// dotnet exec VideoGen.Tests.dll measure HOME: how long a session's operations take with it.
return args switch
{
    ["submit", string home, string ledger, string rows] => await SubmittingProcess.RunAsync(home, ledger, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture)),
    ["fetch", .. string[] addresses] => await FetchingProcess.RunAsync(addresses),
    ["fill", string home, string settled, string open, string days, string layout, string provider] => await ScaleProcess.FillAsync(home, settled, open, days, layout, provider),
    ["measure", string home] => await ScaleProcess.MeasureAsync(home),
    _ => 2,
};
