using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace VideoGen.Client;

/// <summary>
/// The <c>.part</c> file beside a target. While it is open, no other download of the same target writes: that is the lock by
/// which two processes keep out of each other's way. Its SHA-256 is kept up as bytes are added.
/// </summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _statePath;
    private readonly FileStream _stream;
    private readonly DownloadOptions _options;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SafeFileHandle _handle;

    /// <summary>A flush that is under way or not yet noted; how many bytes it brings to the disk.</summary>
    private Task<long>? _flushing;
    private bool _isLoaded;
    private bool _gone;

    private PartFile(string target, FileStream stream, string identity, DownloadOptions options)
    {
        _path = PathOf(target);
        _statePath = StatePathOf(target);
        _stream = stream;
        _handle = stream.SafeFileHandle;
        _options = options;
        State = new PartState(identity, null, null, 0);
    }

    /// <summary>Bytes that are in the file and in the hash.</summary>
    public long Length { get; private set; }

    public PartState State { get; private set; }

    public static string PathOf(string target) => target + ".part";

    public static string StatePathOf(string target) => target + ".part.json";

    /// <summary>Null when another download of the same target is under way.</summary>
    /// <exception cref="VideoGenException"><c>DestinationNotWritable</c>: a link is in its place.</exception>
    public static PartFile? TryOpen(string target, string identity, DownloadOptions options, TimeProvider time)
    {
        LinkGuard.ThrowIfLink(PathOf(target));
        LinkGuard.ThrowIfLink(StatePathOf(target));
        return PartLock.TryOpen(PathOf(target), time) is { } stream ? new PartFile(target, stream, identity, options) : null;
    }

    /// <summary>The hash of the file that a process gave its name and of which it could say no more; null where the file there is no such one. An empty part is only the lock of one that died, too.</summary>
    public static string? UnsaidHash(string target, string identity) =>
        new FileInfo(PathOf(target)) is not { Exists: true, Length: > 0 } && PartState.TryRead(StatePathOf(target)) is { } state && state.Identity == identity ? state.Sha256 : null;

    /// <summary>Removes what a process left beside a saved file that died as soon as it had said so; not what is another's, or under way.</summary>
    public static void Sweep(string target, string identity, TimeProvider time)
    {
        string part = PathOf(target), state = StatePathOf(target);
        if ((!File.Exists(part) && !File.Exists(state)) || (PartState.TryRead(state) is { } left && left.Identity != identity))
        {
            return;
        }

        try
        {
            LinkGuard.ThrowIfLink(part);
            LinkGuard.ThrowIfLink(state);
            using FileStream? free = PartLock.TryOpen(part, time);
            if (free is not null)
            {
                File.Delete(state);
                File.Delete(part);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VideoGenException)
        {
            // Nobody reads it; the next run tries again.
        }
    }

    /// <summary>Goes on with what an earlier run of the same identity left on disk, else starts over.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (PartState.TryRead(_statePath) is not { } state || state.Identity != State.Identity)
        {
            StartOver();
            _isLoaded = true;
            return;
        }

        long usable = Math.Min(Math.Max(state.Flushed, 0), _stream.Length);
        State = state with { Flushed = usable };
        _stream.SetLength(usable);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(_options.BufferSize);
        try
        {
            _stream.Position = 0;
            int count;
            while ((count = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                _hash.AppendData(buffer, 0, count);
                Length += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _isLoaded = true;
    }

    /// <summary>Notes what the server says of the file that is being fetched.</summary>
    public void Describe(string? validator, long? total)
    {
        if (State.Validator != validator || State.Total != total)
        {
            State = State with { Validator = validator, Total = total };
            State.Write(_statePath);
        }
    }

    public void StartOver()
    {
        NoteFlushed();
        _stream.SetLength(0);
        _stream.Position = 0;
        _ = _hash.GetHashAndReset();
        Length = 0;
        State = new PartState(State.Identity, null, null, 0);
        State.Write(_statePath);
    }

    /// <summary>Writes and hashes on the calling thread; one call at a time.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        _hash.AppendData(bytes);
        Length += bytes.Length;
        if (_flushing is { IsCompleted: true })
        {
            NoteFlushed();
        }

        if (_flushing is null && Length - State.Flushed >= _options.CheckpointBytes)
        {
            // Beside the fetching: a disk takes longer for it than a fast line for as many bytes more.
            _flushing = Task.Run(Flush(Length));
        }
    }

    /// <summary>Lower-case hexadecimal SHA-256 of all bytes so far.</summary>
    public string Sha256() => Convert.ToHexString(_hash.GetCurrentHash()).ToLowerInvariant();

    /// <summary>Looks at the bytes from their start; the file is not to be written meanwhile.</summary>
    public T Inspect<T>(Func<Stream, T> look)
    {
        _stream.Position = 0;
        T seen = look(_stream);
        _stream.Position = Length;
        return seen;
    }

    /// <summary>Gives the file its final name, all its bytes on disk. It stays locked until this is disposed; what is beside it stays, too.</summary>
    public void MoveTo(string target, bool overwrite)
    {
        NoteFlushed();
        _ = Flush(Length)();
        State = State with { Flushed = Length, Sha256 = Sha256() };
        State.Write(_statePath);
        File.Move(_path, target, overwrite);
        _gone = true;
    }

    /// <summary>Removes what is beside a file that has its final name.</summary>
    public void Forget() => File.Delete(_statePath);

    /// <summary>Removes the file and what is beside it.</summary>
    public void Discard()
    {
        if (!_gone)
        {
            _gone = true;
            File.Delete(_statePath);
            File.Delete(_path);
        }
    }

    /// <summary>Leaves what there is for a later run; nothing is left of a download that brought nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_stream.Length == 0)
            {
                Discard();
            }
            else if (_isLoaded && !_gone)
            {
                Checkpoint();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The trouble that ended the download is what gets reported; a part that cannot be flushed is fetched again.
        }
        finally
        {
            _hash.Dispose();
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Checkpoint()
    {
        NoteFlushed();
        _flushing = Task.FromResult(Flush(Length)());
        NoteFlushed();
    }

    /// <summary>Waits for a flush that is under way: what was fetched before it is not to be fetched again.</summary>
    private void NoteFlushed()
    {
        if (_flushing is { } flushing)
        {
            _flushing = null;
            State = State with { Flushed = flushing.GetAwaiter().GetResult() };
            State.Write(_statePath);
        }
    }

    private Func<long> Flush(long length) => () =>
    {
        RandomAccess.FlushToDisk(_handle);
        return length;
    };
}
