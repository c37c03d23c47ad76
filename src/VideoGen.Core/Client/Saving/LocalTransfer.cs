namespace VideoGen.Client;

/// <summary>Copies an output that lies on this machine, from below the one folder that its provider keeps files in.</summary>
internal static class LocalTransfer
{
    /// <exception cref="VideoGenException"><c>LinkExpired</c>: the file is gone. <c>DownloadFailed</c>: it is outside the folder or cannot be read.</exception>
    public static async Task RunAsync(DownloadSource source, PartFile part, int bufferSize, Action<long?> report, CancellationToken cancellationToken)
    {
        string path = PathOf(source);
        FileStream file = Open(path);
        await using (file.ConfigureAwait(false))
        {
            // Reading a disk twice costs nothing; a part of an earlier render of the same job would.
            part.StartOver();
            long total = file.Length;
            await BlockCopy.RunAsync(block => ReadAsync(file, block, path, cancellationToken), part, bufferSize, () => report(total)).ConfigureAwait(false);
        }
    }

    private static string PathOf(DownloadSource source)
    {
        string path = Path.GetFullPath(source.Uri.LocalPath);
        bool allowed = !source.Uri.IsUnc && source.LocalRoot is not null && FolderPath.IsBelow(path, source.LocalRoot);
        if (allowed && !File.Exists(path))
        {
            throw Gone(path, null);
        }

        // A link in the folder must not lead out of it either.
        if (!allowed || (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } real && !FolderPath.IsBelow(real.FullName, source.LocalRoot!)))
        {
            throw new VideoGenException(VideoErrors.DownloadFailed, $"{DisplayText.OneLine(path, 300)} is not among the files this provider makes.")
            {
                Remedy = "Only files that the provider keeps below its own folder are saved; look at the job's Raw answer.",
            };
        }

        return path;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Gone(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static async ValueTask<int> ReadAsync(FileStream file, Memory<byte> block, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(block, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Unreadable(path, e);
        }
    }

    private static VideoGenException Gone(string path, Exception? cause) => new(VideoErrors.LinkExpired, $"{DisplayText.OneLine(path, 300)} is gone.", cause);

    private static VideoGenException Unreadable(string path, Exception e) =>
        new(VideoErrors.DownloadFailed, $"{DisplayText.OneLine(path, 300)} cannot be read: {DisplayText.OneLine(e.Message, 200)}", e);
}
