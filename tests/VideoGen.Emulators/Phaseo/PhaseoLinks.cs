using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>Signed download links: <c>content_url</c> with <c>download_token</c>, <c>download_sig</c> and <c>expires_at</c>.</summary>
internal sealed class PhaseoLinks(TimeProvider time, PhaseoSettings settings)
{
    private string _secret = NewSecret();

    /// <summary>Makes every link given until now worthless.</summary>
    public void Revoke() => _secret = NewSecret();

    public (string Uri, long ExpiresAt) Issue(string contentUri, PhaseoLink link, long? lifetime = null)
    {
        long seconds = Math.Clamp(lifetime ?? (long)settings.LinkLifetime.TotalSeconds, 60, 3600);
        long expires = time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var content = new JsonObject
        {
            [AccountMember] = link.Account,
            ["video_id"] = link.VideoId,
            ["index"] = link.Index,
            ["disposition"] = link.Disposition,
        };
        string token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content.ToJsonString()));
        string signature = PhaseoSignature.Of(_secret, string.Create(CultureInfo.InvariantCulture, $"{token}.{expires}"));
        string joint = contentUri.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return (string.Create(CultureInfo.InvariantCulture, $"{contentUri}{joint}download_token={token}&download_sig={signature}&expires_at={expires}"), expires);
    }

    /// <summary>What the query allows; null when there is no signature, or a wrong or an old one.</summary>
    public PhaseoLink? Verify(IQueryCollection query)
    {
        string token = query["download_token"].ToString();
        if (!long.TryParse(query["expires_at"], NumberStyles.None, CultureInfo.InvariantCulture, out long expires)
            || time.GetUtcNow().ToUnixTimeSeconds() > expires
            || !PhaseoSignature.Fits(_secret, string.Create(CultureInfo.InvariantCulture, $"{token}.{expires}"), query["download_sig"].ToString()))
        {
            return null;
        }

        using var content = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
        JsonElement link = content.RootElement;
        return link.TryGetProperty(AccountMember, out JsonElement account)
            ? new PhaseoLink(account.GetString()!, link.GetProperty("video_id").GetString()!, link.GetProperty("index").GetInt32(), link.GetProperty("disposition").GetString()!)
            : null;
    }

    private string AccountMember => settings.Contract == PhaseoContract.Apr ? "team_id" : "workspace_id";

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
}
