namespace VideoGen.Tests;

/// <summary>A home folder of a test's own.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public TemporaryHome() => _ = Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"videogen-test-{Guid.NewGuid():n}");

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
