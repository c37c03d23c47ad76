using System.Globalization;

namespace VideoGen.Emulators.Hosting;

/// <summary>Emulators as a program: started together, told on the output as lines <c>NAME=value</c> or to be pasted, ended together.</summary>
public static class ServiceRun
{
    /// <summary>The argument that has the environment written to be pasted.</summary>
    public const string Paste = "--paste";

    /// <param name="services">Name to factory.</param>
    /// <param name="wanted">Names, each with <c>=port</c> or without; none for all services. After <c>--paste</c> the environment is written as commands of PowerShell and of sh.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, Func<Emulator>> services, string[] wanted, TextWriter output, TextWriter errors)
    {
        var running = new List<Emulator>();
        bool paste = wanted is [Paste, ..];
        string[] names = paste ? wanted[1..] : wanted;
        try
        {
            foreach (string[] parts in (names.Length == 0 ? services.Keys : names).Select(name => name.Split('=')))
            {
                if (!services.TryGetValue(parts[0], out Func<Emulator>? make))
                {
                    await errors.WriteLineAsync($"There is no service '{parts[0]}'. Services: {string.Join(", ", services.Keys)}.");
                    return 2;
                }

                int port = 0;
                if (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port))
                {
                    await errors.WriteLineAsync($"'{parts[1]}' is no port: write {parts[0]}=8080.");
                    return 2;
                }

                Emulator emulator = make();
                running.Add(emulator);
                await emulator.StartAsync(port);
            }

            (string Name, string Value)[] environment = [.. running.SelectMany(emulator => emulator.Environment)];
            foreach (string line in paste ? Commands(environment) : environment.Select(variable => $"{variable.Name}={variable.Value}"))
            {
                await output.WriteLineAsync(line);
            }

            // Whoever started this reads until this line, then goes on.
            await output.WriteLineAsync("# ready");
            await output.FlushAsync();
            await Task.WhenAny(running.Select(emulator => emulator.WaitForShutdownAsync()));
            return 0;
        }
        finally
        {
            foreach (Emulator emulator in running)
            {
                await emulator.DisposeAsync();
            }
        }
    }

    /// <summary>The same variables for either sort of shell. No value has a quote in it.</summary>
    public static IEnumerable<string> Commands(IReadOnlyList<(string Name, string Value)> environment) =>
    [
        "# PowerShell",
        .. environment.Select(variable => $"$env:{variable.Name} = '{variable.Value}'"),
        "",
        "# sh, bash, zsh",
        .. environment.Select(variable => $"export {variable.Name}='{variable.Value}'"),
        "",
    ];
}
