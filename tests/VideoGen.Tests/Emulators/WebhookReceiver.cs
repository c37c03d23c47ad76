using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Tests.Emulators;

/// <summary>Takes webhooks; its ledger is what a test asks.</summary>
internal sealed class WebhookReceiver : Emulator
{
    protected override void Map(IEndpointRouteBuilder routes) => routes.MapPost("/hook", () => Results.Ok());
}
