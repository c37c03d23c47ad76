using System.Text;
using VideoGen.Journal;

namespace VideoGen.Tests.Journal;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task AtomicFile_ManyCreateOneName_ExactlyOneSucceedsAndItsContentStays()
    {
        // Looking whether a name is free and then renaming lets two in now and then, so it takes many rounds to tell.
        for (int round = 0; round < 200; round++)
        {
            string path = _home.At($"{round}.row");
            using var start = new Barrier(4);
            int[] winners = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return AtomicFile.TryCreate(path, Encoding.UTF8.GetBytes($"{i}"), durable: false) ? i : -1;
                },
                TaskCreationOptions.LongRunning)));

            int winner = Assert.Single(winners, i => i >= 0);
            Assert.Equal($"{winner}", await File.ReadAllTextAsync(path));
        }

        Assert.Empty(Directory.GetFiles(_home.Path, "*.tmp"));
    }

    [Fact]
    public void AtomicFile_NameIsTaken_LeavesTheOtherAlone()
    {
        string path = _home.At("a");
        Assert.True(AtomicFile.TryCreate(path, "first"u8.ToArray(), durable: true));
        Assert.False(AtomicFile.TryCreate(path, "second"u8.ToArray(), durable: true));
        Assert.Equal("first", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_home.Path));
    }

    [Fact]
    public async Task AtomicFile_ReadWhileItIsReplaced_IsAlwaysWhole()
    {
        string path = _home.At("a");
        byte[][] contents = [.. Enumerable.Range(0, 10).Select(i => Enumerable.Repeat((byte)i, 1000 * (i + 1)).ToArray())];
        await AtomicFile.WriteAsync(path, contents[0], durable: false, CancellationToken.None);
        using var done = new CancellationTokenSource();
        Task writer = Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await AtomicFile.WriteAsync(path, contents[i % 10], durable: false, CancellationToken.None);
            }

            await done.CancelAsync();
        });

        int reads = 0;
        while (!done.IsCancellationRequested)
        {
            byte[]? read = await AtomicFile.TryReadAsync(path, CancellationToken.None);
            Assert.NotNull(read);
            Assert.Equal(contents[read[0]], read);
            reads++;
        }

        await writer;
        Assert.True(reads > 0);
    }

    [Fact]
    public async Task AtomicFile_FolderIsAFile_ThrowsAndLeavesNothing()
    {
        await File.WriteAllTextAsync(_home.At("blocked"), "");
        _ = await Assert.ThrowsAnyAsync<IOException>(() => AtomicFile.WriteAsync(_home.At("blocked", "a"), "x"u8.ToArray(), durable: true, CancellationToken.None));
        Assert.Equal(["blocked"], Directory.GetFiles(_home.Path).Select(Path.GetFileName));
    }
}
