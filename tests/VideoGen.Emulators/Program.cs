using System.Globalization;
using VideoGen.Emulators.Media;

// dotnet run --project tests/VideoGen.Emulators -- media [port] [folder]
if (args is not ["media", ..])
{
    Console.Error.WriteLine("usage: media [port] [folder]    serves the folder's files, or one generated clip as /clip.mp4");
    return 2;
}

await using var server = new MediaServer();
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
return 0;
