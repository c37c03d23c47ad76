using System.Globalization;

namespace VideoGen.Providers.Local;

/// <summary>What the supervisor did, for whoever looks for the reason of something. At most two files of <see cref="MaximumBytes"/>.</summary>
internal sealed class SupervisorLog(string path, TimeProvider time)
{
    public const int MaximumBytes = 256 * 1024;

    private readonly object _gate = new();

    /// <summary>Adds a line. A log that cannot be written stops no render.</summary>
    public void Write(string text)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Environment.ProcessId} {DisplayText.OneLine(text, 4000)}\n");
        lock (_gate)
        {
            try
            {
                if (new FileInfo(path) is { Exists: true, Length: > MaximumBytes })
                {
                    File.Move(path, $"{path}.1", overwrite: true);
                }

                File.AppendAllText(path, line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
