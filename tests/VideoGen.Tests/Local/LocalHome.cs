using System.Diagnostics;
using System.Globalization;
using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>A home of one test, gone after it.</summary>
internal sealed class LocalHome : IDisposable
{
    private int _keys;

    public LocalHome()
    {
        Path = Directory.CreateTempSubdirectory("videogen-local-").FullName;
        Folder = new LocalFolder(Path);
        Log = new SupervisorLog(Folder.LogFile, TimeProvider.System);
    }

    public string Path { get; }

    public LocalFolder Folder { get; }

    public SupervisorLog Log { get; }

    /// <summary>A host for tests that run the supervisor themselves; a process it starts ends at once.</summary>
    public static SupervisorHost NoHost { get; } = SupervisorHost.ForDotnet(OperatingSystem.IsWindows() ? "where.exe" : "/bin/true", "nothing.dll");

    public static SupervisorHost DotnetHost { get; } = SupervisorHost.ForDotnet(Environment.ProcessPath!, typeof(LocalProvider).Assembly.Location);

    public LocalProvider Provider(SupervisorHost? host = null) => new(new ProviderContext
    {
        Home = Path,
        Time = TimeProvider.System,
        SearchPath = MediaTools.Folders,
        SupervisorHost = host ?? NoHost,
    });

    public static string Data(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Local", "Data", name);

    public static ImageContent Image(string path) => ImageContent.Of(System.IO.Path.GetFileName(path), _ => Task.FromResult<Stream>(File.OpenRead(path)));

    public Submission Submission(VideoRequest request, params string[] images) => new($"key{++_keys}", request)
    {
        Image = images.Length > 0 ? Image(images[0]) : null,
        LastImage = images.Length > 1 ? Image(images[1]) : null,
    };

    /// <summary>A supervisor of this process with the real renderer.</summary>
    public Supervisor Supervisor(IClipRenderer? renderer = null, RenderCapacity? capacity = null) => new(
        Folder,
        renderer ?? new ClipRenderer(Folder, new FFmpegLocator(null, MediaTools.Folders), TimeProvider.System),
        capacity ?? RenderCapacity.OfThisMachine(),
        Log,
        TimeProvider.System)
    {
        IdleGrace = TimeSpan.Zero,
        LookInterval = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Makes the home seem to have a supervisor until it is disposed.</summary>
    public IDisposable HoldLock()
    {
        _ = Directory.CreateDirectory(Folder.Root);
        return SupervisorLock.TryTake(Folder.LockFile) ?? throw new InvalidOperationException("somebody holds the lock");
    }

    /// <summary>Submits without anybody beginning to render.</summary>
    public async Task<JobSnapshot> SubmitAsync(LocalProvider provider, Submission submission)
    {
        using IDisposable held = HoldLock();
        return await provider.SubmitAsync(submission, CancellationToken.None);
    }

    /// <summary>Submits the request, renders it in this process and answers what the provider then says.</summary>
    public async Task<JobSnapshot> RenderAsync(VideoRequest request, params string[] images)
    {
        LocalProvider provider = Provider();
        JobSnapshot queued = await SubmitAsync(provider, Submission(request, images));
        await Supervisor().RunAsync(CancellationToken.None);
        return (await provider.ReadAsync([queued.Id], CancellationToken.None))[0]!;
    }

    /// <summary>The same, and the path of the clip.</summary>
    public async Task<string> ClipAsync(VideoRequest request, params string[] images)
    {
        JobSnapshot done = await RenderAsync(request, images);
        Assert.True(done.Status == VideoStatus.Completed, $"{done.Status} {done.Error}");
        return Assert.Single(done.Outputs!).Uri!.LocalPath;
    }

    /// <summary>Process numbers of the supervisors that were started here, as the log has them.</summary>
    public IReadOnlyList<int> SupervisorProcesses() => File.Exists(Folder.LogFile)
        ? [.. File.ReadAllLines(Folder.LogFile).Where(line => line.EndsWith("Supervisor started.", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))]
        : [];

    public void Dispose()
    {
        foreach (int id in SupervisorProcesses().Where(id => id != Environment.ProcessId))
        {
            Kill(id);
        }

        // An encoder that has lost its supervisor may still write its last file.
        Assert.True(SpinWait.SpinUntil(TryDelete, TimeSpan.FromSeconds(10)), $"{Path} cannot be deleted.");
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(Path);
        }
    }

    /// <summary>Ends a supervisor the hard way and waits until it is gone.</summary>
    public static void Kill(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            return;
        }
    }
}
