namespace VideoGen.Tests;

/// <summary>A home folder of a test's own.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private const int MostAttempts = 100;

    public TemporaryHome() => _ = Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"videogen-test-{Guid.NewGuid():n}");

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>What a test has stopped ends a moment later, and may write a trace into a folder that is being deleted.</summary>
    public void Dispose()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                _ = Thread.Yield();
            }
            catch (DirectoryNotFoundException) when (attempt > 1)
            {
                return;
            }
        }
    }
}
