using System.Globalization;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Emulators.OpenAI;
using VideoGen.Emulators.Phantaisia;
using VideoGen.Emulators.Phaseo;

// dotnet run --project tests/VideoGen.Emulators -- services [--paste] [name[=port] ...]
// dotnet run --project tests/VideoGen.Emulators -- media [port] [folder]
var services = new SortedDictionary<string, Func<Emulator>>(StringComparer.OrdinalIgnoreCase)
{
    ["akool"] = () => new AkoolEmulator(),
    ["artnex"] = () => new ArtnexEmulator(),
    ["dafty"] = () => new DaftyEmulator(),
    ["openai"] = () => new OpenAIEmulator(),
    ["phantaisia"] = () => new PhantaisiaEmulator(),
    ["phaseo"] = () => new PhaseoEmulator(),
};

switch (args)
{
    case ["media", ..]:
        await using (var server = new MediaServer())
        {
            if (args.Length > 2)
            {
                foreach (string file in Directory.EnumerateFiles(args[2]))
                {
                    server.Put($"/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file));
                }
            }
            else
            {
                server.Put("/clip.mp4", SampleClip.Mp4(4_000_000));
            }

            await server.StartAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0);
            Console.WriteLine(server.BaseUri);
            await server.WaitForShutdownAsync();
        }

        return 0;

    case ["services", .. string[] wanted]:
        return await ServiceRun.RunAsync(services, wanted, Console.Out, Console.Error);

    default:
        Console.Error.WriteLine("usage: services [--paste] [name[=port] ...]    starts the named services, or all, and prints the environment that leads to them");
        Console.Error.WriteLine("       media [port] [folder]                   serves the folder's files, or one generated clip as /clip.mp4");
        return 2;
}
