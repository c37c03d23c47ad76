using VideoGen.Tests.Processes;

// dotnet exec VideoGen.Tests.dll submit HOME LEDGER ROWS: what one more session does while others do the same.
return args is ["submit", string home, string ledger, string rows]
    ? await SubmittingProcess.RunAsync(home, ledger, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture))
    : 2;
