using VideoGen.Client;

namespace VideoGen.Tests.Saving;

/// <summary>Calls back on the reporting thread, in order.</summary>
internal sealed class SynchronousProgress(Action<DownloadProgress> report) : IProgress<DownloadProgress>
{
    public void Report(DownloadProgress value) => report(value);
}
