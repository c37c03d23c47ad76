using System.Globalization;
using VideoGen.Emulators;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

// dotnet run --project tests/VideoGen.Emulators -- services [--paste] [--seconds N] [name[=port] ...]
// dotnet run --project tests/VideoGen.Emulators -- media [port] [folder]
var services = new SortedDictionary<string, Func<JobPace, Emulator>>(
    EmulatedServices.All.ToDictionary(service => service.Key.ToLowerInvariant(), service => (Func<JobPace, Emulator>)(pace => service.Value(new EmulatedAccount { Pace = pace }))),
    StringComparer.OrdinalIgnoreCase);

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
