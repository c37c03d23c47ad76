using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.Bench.Downloads;

/// <summary>
/// A server of the OpenAI shape whose jobs are all completed: an id is <c>N-BYTES</c>, and its content that many bytes, made up as they
/// are sent. They look like an MP4 file: a type, a movie header and one box of data.
/// </summary>
internal static class ClipServer
{
    /// <summary>Its name among <see cref="BenchPrograms"/>.</summary>
    public const string Program = "clip-server";

    private const int BlockBytes = 1024 * 1024;

    /// <summary>The bytes before the data: <c>ftyp</c>, <c>moov</c> and the header of <c>mdat</c>.</summary>
    private const int HeadBytes = 16 + 8 + 16;

    private static readonly byte[] Block = MakeBlock();

    /// <summary>The id of a job.</summary>
    public static string IdOf(int number, long bytes) => string.Create(CultureInfo.InvariantCulture, $"{number}-{bytes}");

    /// <summary>Where the content of a job is.</summary>
    public static string PathOf(string id) => $"v1/videos/{id}/content";

    /// <summary>Serves until its input ends.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/v1/videos/{id}", (string id) => Results.Text($$"""{"id":"{{id}}","object":"video","status":"completed","progress":100,"seconds":"4"}""", "application/json"));
        app.MapGet("/v1/videos/{id}/content", (string id, HttpContext context) => SendAsync(id, context));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        _ = await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task SendAsync(string id, HttpContext context)
    {
        long length = long.Parse(id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        context.Response.ContentType = "video/mp4";
        context.Response.ContentLength = length;
        context.Response.Headers.ETag = $"\"{id}\"";
        await context.Response.Body.WriteAsync(Head(length), context.RequestAborted);
        for (long left = length - HeadBytes; left > 0; left -= BlockBytes)
        {
            await context.Response.Body.WriteAsync(Block.AsMemory(0, (int)Math.Min(left, BlockBytes)), context.RequestAborted);
        }
    }

    private static byte[] Head(long length)
    {
        byte[] head = new byte[HeadBytes];
        BinaryPrimitives.WriteInt32BigEndian(head, 16);
        "ftypisom"u8.CopyTo(head.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(16), 8);
        "moov"u8.CopyTo(head.AsSpan(20));
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), 1);
        "mdat"u8.CopyTo(head.AsSpan(28));
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(32), length - 24);
        return head;
    }

    /// <summary>Noise, so that no file system can make less of it.</summary>
    private static byte[] MakeBlock()
    {
        byte[] block = new byte[BlockBytes];
        new Random(1).NextBytes(block);
        return block;
    }
}
