using VideoGen.Credentials;
using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>A service whose reports can be verified.</summary>
/// <param name="Secret">What it signs them with.</param>
internal sealed record WebhookSource(IVideoProvider Provider, IWebhookReader Reader, ServiceCredential Secret)
{
    public string Name => Provider.Descriptor.Name;
}
