using VideoGen.Bench;

if (args is ["program", string program, .. string[] arguments] && BenchPrograms.All.TryGetValue(program, out Func<string[], Task<int>>? run))
{
    return await run(arguments);
}

if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    Console.Error.WriteLine($"rows: {string.Join(' ', BenchRows.All.Select(row => row.Name))}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await new BenchSession(options, Console.Out).RunAsync(stop.Token) ? 0 : 1;
