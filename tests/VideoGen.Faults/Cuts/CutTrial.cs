using System.Buffers.Binary;
using VideoGen.Client;
using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;
using VideoGen.Faults.Services;

namespace VideoGen.Faults.Cuts;

/// <summary>One submission that is cut at one place, then run again until nothing changes, and held against the service's books.</summary>
internal sealed class CutTrial(CutScene scene)
{
    private const double Speed = 100;

    /// <summary>More than the buffers on the way hold, so that a request with it is still being sent when it is cut.</summary>
    private const int ImageBytes = 3_000_000;

    /// <summary>For an answer that never comes, in real time. Everything else answers within a few milliseconds.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(0.4);

    /// <summary>The exchanges of the submission alone, uncut.</summary>
    public async Task<IReadOnlyList<Exchange>> RehearseAsync()
    {
        var time = new QuickTime(Speed);
        using var folder = new WorkFolder();
        await using CutService service = await CutService.StartAsync(scene.Service, time);
        using VideoClient client = Open(service, folder, time, null);
        VideoRequest row = scene.Row(ImageFile(folder));
        VideoJob? source = await PrepareAsync(service, client, row, folder);
        service.Script.Arm(null);
        IReadOnlyList<SubmitResult> results = source is null ? await SubmitAsync(client, row) : [await AddAudioAsync(client, source)];
        return results.All(result => result.Error is null) ? service.Script.Passed : throw results[0].Error!;
    }

    /// <returns>What it came to; <see cref="Audit.Broken"/> names the cut.</returns>
    public async Task<Audit> RunAsync(Cut cut)
    {
        var time = new QuickTime(Speed);
        using var folder = new WorkFolder();
        await using CutService service = await CutService.StartAsync(scene.Service, time);
        VideoRequest row = scene.Row(ImageFile(folder));
        VideoJob? source = null;
        using (VideoClient first = Open(service, folder, time, cut.Way == CutWay.Stall ? ShortPatience : null))
        {
            source = await PrepareAsync(service, first, row, folder);
            service.Script.Arm(cut.Stage == CutStage.NobodyListens ? null : cut);
            Action? resume = cut.Stage == CutStage.NobodyListens ? await service.StopListeningAsync() : null;
            _ = await RunOnceAsync(first, row, source, folder);
            resume?.Invoke();
        }

        List<string> broken = cut.Stage == CutStage.NobodyListens || service.Script.IsDone ? [] : ["The cut was never made."];
        service.Script.Arm(null);
        using VideoClient client = Open(service, folder, time, null);
        IReadOnlyList<RowEnd> ends = await Reruns.UntilNothingChangesAsync(() => RunOnceAsync(client, row, source, folder));
        Audit audit = await new Auditor(service.Service, folder).RunAsync(client, [row], ends, scene.AddsAudio ? _ => 2 : null);
        bool mayBeUnknown = cut.Stage != CutStage.NobodyListens && service.Service.Provider.IdempotencyLifetime is null;
        if (audit.Unknown > 0 && !mayBeUnknown)
        {
            broken.Add("It is unknown although nothing was sent, or the service knows it by its key.");
        }

        if (audit.Errors > 0)
        {
            broken.Add($"A rerun over a sound connection still fails: {ends.First(end => end.Error is not null).Error!.Message}");
        }

        return audit with { Broken = [.. audit.Broken.Concat(broken).Select(promise => $"{scene}, {cut}: {promise}")] };
    }

    private VideoClient Open(CutService service, WorkFolder folder, QuickTime time, TimeSpan? patience)
    {
        var variables = new Dictionary<string, string>(service.Service.Variables);
        foreach ((string name, string value) in scene.Variables)
        {
            variables[name] = value;
        }

        return FaultClient.Open(folder.Home, variables, time, patience);
    }

    /// <summary>The finished clip that a sound is added to; null where there is to be none.</summary>
    private async Task<VideoJob?> PrepareAsync(CutService service, VideoClient client, VideoRequest row, WorkFolder folder)
    {
        if (!scene.AddsAudio)
        {
            return null;
        }

        service.Script.Arm(null);
        IReadOnlyList<RowEnd> ends = await new BatchRun(client, BatchRun.Name, folder.Clips).RunAsync([row], CancellationToken.None);
        return await client.FindAsync(ends[0].Job!.Key, null, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<RowEnd>> RunOnceAsync(VideoClient client, VideoRequest row, VideoJob? source, WorkFolder folder)
    {
        IReadOnlyList<RowEnd> clips = await new BatchRun(client, BatchRun.Name, folder.Clips).RunAsync([row], CancellationToken.None);
        if (source is null)
        {
            return clips;
        }

        SubmitResult sound = await AddAudioAsync(client, source);
        return sound.Error is null ? [.. clips, await CollectAsync(client, sound.Job!, folder)] : [.. clips, new RowEnd(row.Prompt!, sound.Job, null, sound.Error)];
    }

    private static async Task<IReadOnlyList<SubmitResult>> SubmitAsync(VideoClient client, VideoRequest row)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = BatchRun.Name }, CancellationToken.None);
        var results = new List<SubmitResult>();
        await run.SubmitAsync(
            run.Take(row, run.Validate(row).Request, defaulted: false),
            result =>
            {
                lock (results)
                {
                    results.Add(result);
                }
            },
            CancellationToken.None);
        return results;
    }

    private static Task<SubmitResult> AddAudioAsync(VideoClient client, VideoJob source) =>
        client.AddAudioAsync(source, AudioMode.Generate, null, new SubmitOptions(), CancellationToken.None);

    private static async Task<RowEnd> CollectAsync(VideoClient client, VideoJob job, WorkFolder folder)
    {
        WaitRun wait = client.OpenWait(new WaitOptions(), new Random(1));
        wait.Add(job);
        wait.Complete();
        JobReading? ended = null;
        await wait.RunAsync(reading => ended = reading, null, CancellationToken.None);
        SaveRun save = client.OpenSave(new SaveOptions { Destination = folder.Clips, BaseFolder = folder.Clips });
        IReadOnlyList<FileInfo> files = await save.SaveAsync(ended!.Job, save.PlanPaths(ended.Job), null, CancellationToken.None);
        return new RowEnd(job.Prompt!, ended.Job, files[0].FullName, null);
    }

    /// <summary>Enough of a PNG for who looks at its head.</summary>
    private static string ImageFile(WorkFolder folder)
    {
        string path = Path.Combine(folder.Path, "frame.png");
        byte[] image = new byte[ImageBytes];
        new Random(1).NextBytes(image);
        ReadOnlySpan<byte> head = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        head.CopyTo(image);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(16), 720);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(20), 1280);
        File.WriteAllBytes(path, image);
        return path;
    }
}
