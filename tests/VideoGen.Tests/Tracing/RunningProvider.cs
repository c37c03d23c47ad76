using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Client;
using VideoGen.Tests.Credentials;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Tracing;

/// <summary>A service whose jobs never end.</summary>
internal sealed class RunningProvider(ProviderContext context) : IVideoProvider
{
    public ProviderDescriptor Descriptor => KeyedProvider.Description;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        _ = await Open().SubmitAsync(cancellationToken);
        return FakeProvider.Snapshot("job-1", VideoStatus.Queued);
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        _ = await Open().ReadAsync(cancellationToken);
        return [FakeProvider.Snapshot(ids[0], VideoStatus.Running)];
    }

    private ApiTransport Open() => context.Service!.OpenWithBearer((_, _) => null);
}
