using System.Security.Cryptography;
using VideoGen.Client;

namespace VideoGen.Tests.Saving;

/// <summary>Reading and writing a download at the same time.</summary>
public sealed class BlockCopyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Copy_WhileABlockIsWritten_TheNextIsRead()
    {
        await using PartFile part = await OpenAsync();
        var secondRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int reads = 0;
        ValueTask<int> Read(Memory<byte> block)
        {
            reads++;
            if (reads == 2)
            {
                secondRead.SetResult();
            }

            block.Span[..10].Fill((byte)reads);
            return ValueTask.FromResult(reads < 3 ? 10 : 0);
        }

        // The first block is not through before the second is read.
        await BlockCopy.RunAsync(Read, part, 64, () => Assert.True(secondRead.Task.Wait(Patience))).WaitAsync(Patience);

        Assert.Equal(20, part.Length);
        Assert.Equal(Convert.ToHexString(SHA256.HashData([.. Enumerable.Repeat((byte)1, 10), .. Enumerable.Repeat((byte)2, 10)])).ToLowerInvariant(), part.Sha256());
    }

    [Fact]
    public async Task Copy_SourceBreaksOff_EverythingThatCameIsKept()
    {
        await using PartFile part = await OpenAsync();
        int reads = 0;
        ValueTask<int> Read(Memory<byte> block) => ++reads <= 100 ? ValueTask.FromResult(block.Length) : throw new IOException("cut");
        int told = 0;

        _ = await Assert.ThrowsAsync<IOException>(() => BlockCopy.RunAsync(Read, part, 16 * 1024, () => told++));

        Assert.True(part.Length >= 100 * 16 * 1024);
        Assert.Equal(100, told);
    }

    [Fact]
    public async Task Copy_PastManyFlushes_NotesWhatIsSurelyOnDisk()
    {
        var options = new DownloadOptions { CheckpointBytes = 1000 };
        await using (PartFile part = await OpenAsync(options))
        {
            int reads = 0;
            await BlockCopy.RunAsync(block => ValueTask.FromResult(++reads <= 500 ? Math.Min(block.Length, 100) : 0), part, 64 * 1024, () => Assert.True(part.State.Flushed <= part.Length));
            Assert.Equal(50_000, part.Length);
        }

        await using PartFile again = await OpenAsync(options);
        Assert.Equal((50_000, 50_000), (again.Length, again.State.Flushed));
    }

    private async Task<PartFile> OpenAsync(DownloadOptions? options = null)
    {
        PartFile part = PartFile.TryOpen(_home.At("clip.mp4"), "job/0", options ?? new DownloadOptions(), TimeProvider.System)!;
        await part.ResumeAsync(CancellationToken.None);
        return part;
    }
}
