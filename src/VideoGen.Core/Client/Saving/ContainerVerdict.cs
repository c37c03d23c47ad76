namespace VideoGen.Client;

/// <summary>What a look at a file's headers tells.</summary>
/// <param name="MediaType">The container, when it is whole.</param>
/// <param name="Problem">One clause on why it is no whole video; null when it is.</param>
internal sealed record ContainerVerdict(string? MediaType, string? Problem)
{
    public static ContainerVerdict Is(string mediaType) => new(mediaType, null);

    public static ContainerVerdict Not(string problem) => new(null, problem);
}
