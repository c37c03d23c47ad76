using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>The effects there are. The first code is one the service's page names, the others are made up.</summary>
internal static class AkoolEffects
{
    private static readonly (string Code, string Name)[] All = [("squish_89244231312", "Squish"), ("melt_10000000002", "Melt"), ("inflate_10000000003", "Inflate")];

    public static string? NameOf(string code) => All.FirstOrDefault(effect => effect.Code == code).Name;

    /// <param name="preview">What the effects' pictures and clips lead to.</param>
    public static JsonObject List(Uri preview) => new()
    {
        ["result"] = new JsonArray([.. All.Select((effect, index) => new JsonObject
        {
            ["_id"] = $"6881cd86618fa41c8955{index:x4}",
            ["create_time"] = 1753772497950 + index,
            ["logo"] = new Uri(preview, "logo.png").AbsoluteUri,
            ["name"] = effect.Name,
            ["video_url"] = preview.AbsoluteUri,
            ["effect_code"] = effect.Code,
        })]),
        ["count"] = All.Length,
    };
}
