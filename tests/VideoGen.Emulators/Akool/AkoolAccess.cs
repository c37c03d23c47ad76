using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>Who may call: <c>Authorization: Bearer token</c>, which wins when both are there, or <c>x-api-key</c>.</summary>
internal static class AkoolAccess
{
    /// <summary>The refusal, or null for a call that may go on.</summary>
    public static AkoolReply? Refuse(HttpRequest request, AkoolSettings settings)
    {
        if (request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            if (authorization != $"Bearer {settings.Token}")
            {
                return AkoolReply.Error(AkoolReply.InvalidAuthorization, "authorization is invalid or the token has expired");
            }
        }
        else if (request.Headers["x-api-key"].ToString() is { Length: > 0 } key)
        {
            if (key != settings.ApiKey)
            {
                return AkoolReply.Error(AkoolReply.NoAccount, "account does not exist");
            }
        }
        else
        {
            return AkoolReply.Error(AkoolReply.EmptyAuthorization, "authorization can not be empty");
        }

        return settings.IsBanned ? AkoolReply.Error(AkoolReply.Banned, "account has been banned") : null;
    }

    public static async Task<AkoolReply> GetTokenAsync(HttpRequest request, AkoolSettings settings)
    {
        JsonBody body = await JsonBody.ReadAsync(request);
        string? id = body.Text("clientId", required: true, minLength: 1);
        string? secret = body.Text("clientSecret", required: true, minLength: 1);
        if (body.Check(settings) is { } invalid)
        {
            return invalid;
        }

        if (id != settings.ClientId || secret != settings.ApiKey)
        {
            return AkoolReply.Error(AkoolReply.InvalidAuthorization, "clientId or clientSecret is wrong");
        }

        return settings.TokenAtTopLevel
            ? AkoolReply.Ok(null) with { TopLevel = new("token", settings.Token) }
            : AkoolReply.Ok(new System.Text.Json.Nodes.JsonObject { ["token"] = settings.Token });
    }
}
