using VideoGen.Providers.Local;

// Started by the module itself, on machines where no pwsh can host the supervisor.
if (args is [SupervisorProgram.Command, var home] && Path.IsPathFullyQualified(home))
{
    return SupervisorProgram.Run(home);
}

Console.Error.WriteLine($"usage: dotnet exec VideoGen.Core.dll {SupervisorProgram.Command} HOME");
return 2;
