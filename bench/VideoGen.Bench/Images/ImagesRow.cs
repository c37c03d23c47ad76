using System.Text.Json;
using VideoGen.Bench.Measuring;

namespace VideoGen.Bench.Images;

/// <summary>A large image on its way to each service that takes bytes, against the size of the image.</summary>
internal sealed class ImagesRow : IBenchRow
{
    private const int MiB = 1024 * 1024;

    /// <summary>The heap may grow by so much, in MiB.</summary>
    private const double MostGrowth = 8;

    /// <summary>The services, and how each takes an image.</summary>
    private static readonly (string Provider, string Shape)[] Shapes =
        [("Artnex", "data URI"), ("Phantaisia", "data URI"), ("Phaseo", "data URI"), ("OpenAI", "form"), ("Dafty", "upload")];

    public string Name => "image";

    public string Title => "An image of 20 MiB submitted in a fresh process: growth of the heap, against the size of the image";

    public async Task MeasureAsync(BenchRun run, RowResult result, CancellationToken cancellationToken)
    {
        int size = (run.Quick ? 2 : 20) * MiB;
        string image = await WriteAsync(run, "image.png", size, cancellationToken);
        string small = await WriteAsync(run, "small.png", 100 * 1024, cancellationToken);
        result.Measure("the image", (double)size / MiB, "MiB");
        result.Measure("the image as Base64", (double)size / 3 * 4 / MiB, "MiB");
        result.Note("From reading and hashing the file to the service's answer, the trace included; a smaller image was submitted before, so that code and connections are there. No service that VideoGen speaks to takes bare Base64: data URIs, forms and uploads are all forms there are.");
        using ServiceProcess server = await ServiceProcess.StartAsync(ImageSink.Program, [], cancellationToken);
        foreach ((string provider, string shape) in Shapes)
        {
            string home = run.NewFolder(provider);
            string name = provider.ToUpperInvariant();
            var environment = new Dictionary<string, string?>
            {
                [$"VIDEOGEN_{name}_URI"] = server.Address.AbsoluteUri,
                [$"VIDEOGEN_{name}_KEY"] = "bench-key",
            };
            (_, JsonElement said) = await BenchProcess.RunAsync(SubmitProgram.Program, [home, provider, image, small], environment, cancellationToken);
            double Grown(string what) => said.GetProperty(what).GetDouble() / MiB;
            result.AtMost($"{provider}, {shape}: heap grows by", Grown("heap"), MostGrowth, "MiB");
            result.Measure($"{provider}, {shape}: allocated in all", Grown("allocated"), "MiB");
            result.Measure($"{provider}, {shape}: process grows by", Grown("resident"), "MiB");
        }
    }

    /// <summary>A PNG by its first bytes, and noise: no service is there to look at the rest.</summary>
    private static async Task<string> WriteAsync(BenchRun run, string name, int bytes, CancellationToken cancellationToken)
    {
        byte[] content = new byte[bytes];
        new Random(1).NextBytes(content);
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).CopyTo(content);
        string path = Path.Combine(run.Folder, name);
        await File.WriteAllBytesAsync(path, content, cancellationToken);
        return path;
    }
}
