using VideoGen.Providers.Local;

namespace VideoGen.Tests.Local;

/// <summary>Orders put into a folder without a provider.</summary>
internal static class Orders
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="second">When it was submitted, by which orders queue.</param>
    public static LocalOrder Publish(LocalFolder folder, string key, int second = 0, int width = 320, int height = 180)
    {
        var order = new LocalOrder
        {
            Id = LocalFolder.IdOf(key),
            SubmittedAt = Start.AddSeconds(second),
            Prompt = key,
            Seconds = 1,
            Width = width,
            Height = height,
        };
        Assert.True(folder.PublishAsync(folder.Stage(), order, CancellationToken.None).GetAwaiter().GetResult());
        return order;
    }
}
