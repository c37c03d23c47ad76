using VideoGen.Faults;
using VideoGen.Faults.Kills;

if (args is [PipelineProgram.Command, .. string[] session])
{
    return await PipelineProgram.RunAsync(session);
}

if (FaultOptions.Parse(args, seed: Environment.TickCount & 0xFFFFFF) is not { } options)
{
    Console.Error.WriteLine(FaultOptions.Usage);
    return 2;
}

return await FaultRun.RunAsync(options, Console.Out) ? 0 : 1;
