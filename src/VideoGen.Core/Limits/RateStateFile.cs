using System.Diagnostics.CodeAnalysis;
using System.Security;
using VideoGen.Journal;

namespace VideoGen.Limits;

/// <summary>
/// A <see cref="RateState"/> that all processes of one home share: a small file, held open without sharing while it is changed,
/// which the system releases when its holder dies. It is an aid and nothing more: a file that is damaged, held for long or not
/// writable leaves each process to what it knows itself, and never makes a request fail.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to release.")]
internal sealed class RateStateFile(string path)
{
    /// <summary>How long the file may be held elsewhere before we go on without it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long we do without a file that could not be had.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private RateState _known = RateState.Empty;
    private long? _missedAt;

    /// <summary>Changes the state while nobody else does.</summary>
    /// <param name="change">Returns what to write, or the same to leave it. Called once.</param>
    public async Task UpdateAsync(Func<RateState, RateState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using FileStream? file = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
            RateState before = file is null ? _known : Read(file).Merge(_known);
            _known = change(before);
            if (file is not null && !ReferenceEquals(_known, before))
            {
                Write(file, _known);
            }
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>Null when the file cannot be had. Files live in real time, whatever clock the caller has.</summary>
    private async Task<FileStream?> TryOpenAsync(CancellationToken cancellationToken)
    {
        long begun = TimeProvider.System.GetTimestamp();
        if (_missedAt is { } missed && TimeProvider.System.GetElapsedTime(missed, begun) < Absence)
        {
            return null;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        while (true)
        {
            try
            {
                HomeFolder.Create(Path.GetDirectoryName(path)!);
                var file = new FileStream(path, options);
                _missedAt = null;
                return file;
            }
            catch (IOException e) when (HeldFile.IsReasonOf(e) && TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(RetryPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                _missedAt = TimeProvider.System.GetTimestamp();
                return null;
            }
        }
    }

    private static RateState Read(FileStream file)
    {
        try
        {
            if (file.Length > RateState.MaxBytes)
            {
                return RateState.Empty;
            }

            byte[] content = new byte[file.Length];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return RateState.Parse(content.AsSpan(0, length));
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return RateState.Empty;
        }
    }

    /// <summary>In place: a crash in between leaves a damaged file, which is read as an empty one.</summary>
    private static void Write(FileStream file, RateState state)
    {
        try
        {
            byte[] content = state.Serialize();
            file.Position = 0;
            file.Write(content);
            file.SetLength(content.Length);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // Another process may then send more than it should; the service's 429 is the second line.
        }
    }

    private static bool IsTrouble(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException;
}
