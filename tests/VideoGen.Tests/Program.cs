using VideoGen.Tests.Fuzz;
using VideoGen.Tests.Journal.Scale;
using VideoGen.Tests.Processes;

// dotnet exec VideoGen.Tests.dll submit HOME LEDGER ROWS: what one more session does while others do the same.
// dotnet exec VideoGen.Tests.dll spend HOME LEDGER BATCH ROWS: the same with a batch of its own, at a price.
// dotnet exec VideoGen.Tests.dll fetch URL ...: what a process with the environment's proxy does with each address.
// dotnet exec VideoGen.Tests.dll secure URL FOLDER: asks a server with TLS for jobs and a clip.
// dotnet exec VideoGen.Tests.dll journal HOME LOGS SEED: works on the jobs of a home at random, until it is killed.
// dotnet exec VideoGen.Tests.dll fill HOME SETTLED OPEN DAYS old|new PROVIDER: a journal as months of use leave it.
// dotnet exec VideoGen.Tests.dll measure HOME: how long a session's operations take with it.
// dotnet exec VideoGen.Tests.dll fuzz PROVIDER INPUTS SEED: spoiled answers before a provider.
return args switch
{
    ["submit", string home, string ledger, string rows] => await SubmittingProcess.RunAsync(home, ledger, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture)),
    ["spend", string home, string ledger, string batch, string rows] => await SpendingProcess.RunAsync(home, ledger, batch, rows),
    ["fetch", .. string[] addresses] => await FetchingProcess.RunAsync(addresses),
    ["secure", string server, string folder] => await SecureProcess.RunAsync(server, folder),
    ["journal", string home, string logs, string seed] => await JournalProcess.RunAsync(home, logs, seed),
    ["fill", string home, string settled, string open, string days, string layout, string provider] => await ScaleProcess.FillAsync(home, settled, open, days, layout, provider),
    ["measure", string home] => await ScaleProcess.MeasureAsync(home),
    ["fuzz", string provider, string inputs, string seed] => await FuzzProcess.RunAsync(provider, inputs, seed),
    _ => 2,
};
