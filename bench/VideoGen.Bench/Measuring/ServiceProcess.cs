using System.Diagnostics;

namespace VideoGen.Bench.Measuring;

/// <summary>A server in a process of its own, so that what it takes is not counted for a contender. Ends with this object.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>The first line that it printed.</summary>
    public Uri Address { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <param name="name">One of <see cref="BenchPrograms"/>, which prints its address as its first line, and ends when its input does.</param>
    /// <param name="arguments">As they are, unquoted.</param>
    /// <param name="cancellationToken">Ends the waiting for its address.</param>
    /// <exception cref="InvalidOperationException">It did not print an address.</exception>
    public static async Task<ServiceProcess> StartAsync(string name, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        (string program, IReadOnlyList<string> all) = BenchProcess.Command(name, arguments);
        Process process = Process.Start(new ProcessStartInfo(program, all) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (!Uri.TryCreate(line, UriKind.Absolute, out Uri? address))
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw new InvalidOperationException($"The server {name} was to print its address, and printed: {line}");
        }

        return new ServiceProcess(process, address);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
