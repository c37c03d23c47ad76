using System.Globalization;

namespace VideoGen.Emulators.Hosting;

/// <summary>Emulators as a program: started together, told on the output as lines <c>NAME=value</c>, ended together.</summary>
internal static class ServiceRun
{
    /// <param name="services">Name to factory.</param>
    /// <param name="wanted">Names, each with <c>=port</c> or without; none for all services.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, Func<Emulator>> services, string[] wanted, TextWriter output, TextWriter errors)
    {
        var running = new List<Emulator>();
        try
        {
            foreach (string[] parts in (wanted.Length == 0 ? services.Keys : wanted).Select(name => name.Split('=')))
            {
                if (!services.TryGetValue(parts[0], out Func<Emulator>? make))
                {
                    await errors.WriteLineAsync($"There is no service '{parts[0]}'. Services: {string.Join(", ", services.Keys)}.");
                    return 2;
                }

                Emulator emulator = make();
                running.Add(emulator);
                await emulator.StartAsync(parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
                foreach ((string name, string value) in emulator.Environment)
                {
                    await output.WriteLineAsync($"{name}={value}");
                }
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
}
