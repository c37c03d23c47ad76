using Quickstart;
using VideoGen;
using VideoGen.Client;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

// Ctrl+C stops the waiting, never a job: the next run goes on where this one stopped.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    using var shots = new StreamReader(arguments.CsvPath);
    using var client = new VideoClient(VideoClientOptions.FromEnvironment() with { SupervisorHost = DotnetHost.Find() });
    return await new Pipeline(client, arguments, Console.Out, Console.Error).RunAsync(CsvFile.Read(shots), stop.Token) ? 0 : 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. What was submitted goes on; run the same command again to collect it.");
    return 130;
}
catch (Exception error) when (error is VideoGenException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
