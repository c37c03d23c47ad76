using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace VideoGen.Bench.Images;

/// <summary>A server that reads whatever it is sent, keeps nothing, and answers in the shapes of all services at once that a job was made.</summary>
internal static class ImageSink
{
    /// <summary>Its name among <see cref="BenchPrograms"/>.</summary>
    public const string Program = "image-sink";

    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        int made = 0;
        app.Map("/{**path}", async (HttpContext context) =>
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            int number = Interlocked.Increment(ref made);
            string storage = $"http://{context.Request.Host}/storage/{number}";
            return Results.Text(
                $$"""
                {"id":"job-{{number}}","request_id":"job-{{number}}","success":true,"status":"pending","object":"video",
                "data":{"id":"job-{{number}}","type":"video.generate","status":"pending","uploadId":"up-{{number}}","uploadUrl":"{{storage}}","url":"{{storage}}"} }
                """,
                "application/json");
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        _ = await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
