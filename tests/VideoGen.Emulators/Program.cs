using System.Globalization;
using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;
using VideoGen.Emulators.OpenAI;
using VideoGen.Emulators.Phantaisia;
using VideoGen.Emulators.Phaseo;

// dotnet run --project tests/VideoGen.Emulators -- services [--paste] [--seconds N] [name[=port] ...]
// dotnet run --project tests/VideoGen.Emulators -- media [port] [folder]
var services = new SortedDictionary<string, Func<JobPace, Emulator>>(StringComparer.OrdinalIgnoreCase)
{
    ["akool"] = pace => new AkoolEmulator(new AkoolSettings { Pace = pace }),
    ["artnex"] = pace => new ArtnexEmulator(new ArtnexSettings { Pace = pace }),
    ["dafty"] = pace => new DaftyEmulator(new DaftySettings { Pace = pace }),
    ["openai"] = pace => new OpenAIEmulator(new OpenAISettings { Pace = pace }),
    ["phantaisia"] = pace => new PhantaisiaEmulator(new PhantaisiaSettings { Pace = pace }),
    ["phaseo"] = pace => new PhaseoEmulator(new PhaseoSettings { Pace = pace }),
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
        Console.Error.WriteLine("usage: services [--paste] [--seconds N] [name[=port] ...]");
        Console.Error.WriteLine("           starts the named services, or all, with jobs of N seconds, and prints the environment that leads to them");
        Console.Error.WriteLine("       media [port] [folder]");
        Console.Error.WriteLine("           serves the folder's files, or one generated clip as /clip.mp4");
        return 2;
}
