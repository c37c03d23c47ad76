using VideoGen.Faults.Services;
using VideoGen.Providers;

namespace VideoGen.Faults.Cuts;

/// <summary>One way to submit something to a service.</summary>
/// <param name="Service">Its name in the catalogue.</param>
/// <param name="Name">What is submitted.</param>
/// <param name="Row">Made with the path of an image file.</param>
internal sealed record CutScene(string Service, string Name, Func<string, VideoRequest> Row)
{
    /// <summary>Variables beside the service's, or in their place.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>It is the sound of a finished clip that is submitted; the row is the clip.</summary>
    public bool AddsAudio { get; init; }

    public override string ToString() => $"{Service}: {Name}";

    public static IReadOnlyList<CutScene> All { get; } =
    [
        new("Akool", "clip", _ => Plain("Akool")),
        new("Akool", "clip with a token", _ => Plain("Akool")) { Variables = new Dictionary<string, string> { [ProviderVariables.Key("Akool")] = AkoolIdAndKey } },
        new("Akool", "batch of two", _ => Plain("Akool") with { Count = 2 }),
        new("Akool", "added sound", _ => Plain("Akool")) { AddsAudio = true },
        new("Artnex", "text", _ => Plain("Artnex")),
        new("Artnex", "image file", image => Plain("Artnex") with { Image = File(image) }),
        new("Dafty", "image address", _ => Plain("Dafty")),
        new("Dafty", "image file", image => Plain("Dafty") with { Image = File(image) }),
        new("OpenAI", "text", _ => Plain("OpenAI")),
        new("OpenAI", "image file", image => Plain("OpenAI") with { Image = File(image), Size = "720x1280" }),
        new("Phantaisia", "image address", _ => Plain("Phantaisia")),
        new("Phantaisia", "two image files", image => Plain("Phantaisia") with { Image = File(image), LastImage = File(image) }),
        new("Phaseo", "text", _ => Plain("Phaseo")),
    ];

    private static string AkoolIdAndKey
    {
        get
        {
            var account = new Emulators.Akool.AkoolSettings();
            return $"{account.ClientId}:{account.ApiKey}";
        }
    }

    private static VideoRequest Plain(string service) => ShotRows.Of(service, "001");

    private static ImageReference File(string path) => new(ImageKind.File, path);
}
