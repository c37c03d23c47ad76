namespace VideoGen.Providers.Local;

/// <summary>The built-in preview renderer.</summary>
public sealed class LocalProvider(ProviderContext context) : IVideoProvider
{
    internal static ProviderDescriptor Description { get; } = new()
    {
        Name = "Local",
        Description = "Renders real previews on this machine with FFmpeg; no account, no network.",
        Models = [],
    };

    public ProviderDescriptor Descriptor => Description;

    public Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken) => throw new NotSupportedException(context.Home);

    public Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
}
