using VideoGen.Providers;

namespace VideoGen.Credentials;

/// <summary>The credential that was given to one command. It goes to one provider, the first that is used.</summary>
internal sealed class CommandCredential(ServiceCredential credential)
{
    private string? _claimedBy;

    /// <summary>The credential, for this provider and from now on for no other.</summary>
    /// <exception cref="VideoGenException"><c>ConflictingValues</c>.</exception>
    public ServiceCredential Claim(ProviderDescriptor provider)
    {
        string owner = Interlocked.CompareExchange(ref _claimedBy, provider.Name, null) ?? provider.Name;
        return owner.Equals(provider.Name, StringComparison.OrdinalIgnoreCase)
            ? credential.For(provider)
            : throw new VideoGenException(VideoErrors.ConflictingValues, $"The credential given to this command is that of {owner}; it is not sent to {provider.Name}.")
            {
                Remedy = "Run the command once for each provider, or set their credentials with Set-VideoCredential.",
            };
    }
}
