using System.Text.Json;
using VideoGen.Bench.Measuring;
using VideoGen.Client;

namespace VideoGen.Bench.Images;

/// <summary>Submits one clip of an image as a program over the library does: <c>HOME PROVIDER IMAGE SMALL</c>.</summary>
internal static class SubmitProgram
{
    /// <summary>Its name among <see cref="BenchPrograms"/>.</summary>
    public const string Program = "submit-image";

    /// <summary>Prints by how much the heap and the process grew, and how much was allocated, from the row to the service's answer.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        (string home, string provider, string image, string small) = (arguments[0], arguments[1], arguments[2], arguments[3]);
        using var client = new VideoClient(new VideoClientOptions { Home = home, ReadEnvironment = Environment.GetEnvironmentVariable });

        // What any first submission loads and compiles is no cost of an image.
        await SubmitAsync(client, provider, small, "warm");

        using var resident = new ResidentGrowth();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        using var heap = new HeapGrowth();
        await SubmitAsync(client, provider, image, "measured");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            heap = heap.End(),
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated,
            resident = resident.End(),
        }));
        return 0;
    }

    private static async Task SubmitAsync(VideoClient client, string provider, string image, string batch)
    {
        SubmissionRun run = await client.OpenSubmissionAsync(new SubmitOptions { Batch = batch }, CancellationToken.None);
        var row = new VideoRequest { Provider = provider, Prompt = "a fox", Image = new ImageReference(ImageKind.File, image) };
        SubmitResult? result = null;
        await run.SubmitAsync(run.Take(row, run.Validate(row).Request, defaulted: false), told => result = told, CancellationToken.None);
        if (result is not { Error: null, Job.Id: not null })
        {
            throw (Exception?)result?.Error ?? new InvalidOperationException($"{provider} made nothing.");
        }
    }
}
