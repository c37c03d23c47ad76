using System.Text.Json;

namespace VideoGen.Providers.Dafty;

/// <summary>
/// One page of GET /jobs. Only its existence is documented (docs: polling-and-wait), so both an array and
/// <c>{"jobs":[…],"nextCursor":…}</c> are read.
/// </summary>
internal sealed record DaftyList(IReadOnlyList<JsonElement> Jobs, string? NextCursor)
{
    /// <exception cref="VideoGenException"><c>InvalidResponse</c>.</exception>
    public static DaftyList Read(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Array => new DaftyList([.. data.EnumerateArray()], null),
        JsonValueKind.Object when data.TryGetProperty("jobs", out JsonElement jobs) && jobs.ValueKind == JsonValueKind.Array =>
            new DaftyList([.. jobs.EnumerateArray()], Cursor(data)),
        _ => throw new VideoGenException(VideoErrors.InvalidResponse, "Dafty answered with something else than a list of jobs."),
    };

    /// <summary>The job, or null where it is none that we can read: one odd entry does not hide the others.</summary>
    public static DaftyJob? Job(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object && item.Deserialize(DaftyJson.Default.DaftyJob) is { Id.Length: > 0 } job ? job : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A job just made, of whose other members one is not as documented; null where there is no id.</summary>
    public static DaftyJob? JobOfIdAlone(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? new DaftyJob { Id = id.GetString(), Status = "pending" }
            : null;

    private static string? Cursor(JsonElement data) => data.TryGetProperty("nextCursor", out JsonElement cursor) ? cursor.ValueKind switch
    {
        JsonValueKind.String when cursor.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => cursor.GetRawText(),
        _ => null,
    } : null;
}
