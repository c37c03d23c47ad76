namespace VideoGen.Emulators.Akool;

/// <summary>Credits a clip, from the table at the top of the service's image-to-video page.</summary>
internal static class AkoolPrices
{
    public static readonly string[] Resolutions = ["720p", "1080p", "4k"];

    public static readonly long[] Lengths = [5, 10];

    public static int Clip(string resolution, int seconds) => (resolution switch { "720p" => 20, "1080p" => 25, _ => 30 }) * (seconds == 10 ? 2 : 1);

    public static int AudioOnly(int seconds) => seconds == 10 ? 10 : 5;
}
