using System.Net;
using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Tests.Client;
using VideoGen.Tests.Http;

namespace VideoGen.Tests.Credentials;

/// <summary>A service with a key, as plain as one can be. What it echoes of a request it echoes into the job.</summary>
internal class KeyedProvider(ProviderContext context) : IVideoProvider
{
    public static readonly ProviderDescriptor Description = FakeProvider.Description with
    {
        Name = "Fake",
        Endpoint = new Uri("https://api.fake.example/v1"),
        Credential = CredentialNeed.Required,
    };

    /// <summary>Gives an id and a secret.</summary>
    public static readonly ProviderDescriptor Pair = Description with { Name = "Pair", TakesIdAndSecret = true };

    /// <summary>Takes a key and needs none.</summary>
    public static readonly ProviderDescriptor Farm = Description with { Name = "Farm", Credential = CredentialNeed.Optional };

    /// <summary>Has no network.</summary>
    public static readonly ProviderDescriptor Local = FakeProvider.Description with { Name = "Local" };

    public ProviderDescriptor Descriptor { get; } = context.Service!.Descriptor;

    public async Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        ApiAnswer<Echo> answer = await Open().SubmitAsync(cancellationToken);
        return FakeProvider.Snapshot(answer.Body.Id, VideoStatus.Queued) with { Raw = answer.Text };
    }

    public async Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ApiAnswer<Echo> answer = await Open().ReadAsync(cancellationToken);
        return [FakeProvider.Snapshot(ids[0], VideoStatus.Failed) with { Error = new JobError("echo", answer.Body.Id), Raw = answer.Text }];
    }

    private protected ApiTransport Open() => context.Service!.OpenWithBearer(ReadError);

    private static ServiceError? ReadError(HttpStatusCode status, string body) => body.StartsWith("error: ", StringComparison.Ordinal) ? new ServiceError("stated", body) : null;
}

/// <summary>One that tells its balance.</summary>
internal sealed class BalanceProvider(ProviderContext context) : KeyedProvider(context), IBalance
{
    public async Task<VideoBalance> ReadBalanceAsync(CancellationToken cancellationToken)
    {
        _ = await Open().ReadAsync(cancellationToken);
        return new VideoBalance { Provider = Descriptor.Name, Amount = 12.5m, Unit = "credits", Plan = "Pro" };
    }
}

/// <summary>One that lists its models, as many do for anybody, and its jobs.</summary>
internal sealed class ListingProvider(ProviderContext context) : KeyedProvider(context), IModelListing, IJobListing
{
    public Task<IReadOnlyList<VideoModel>> ListModelsAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("Anybody may list these.");

    public async IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Assert.Equal(1, query.Newest);
        yield return FakeProvider.Snapshot((await Open().ReadAsync(cancellationToken)).Body.Id, VideoStatus.Queued);
        throw new InvalidOperationException("The second page was read.");
    }
}
