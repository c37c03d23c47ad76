using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Phaseo;

/// <summary>What stands before every route: the switch of the whole video API, then the key.</summary>
internal sealed class PhaseoGate(PhaseoSettings settings, PhaseoAnswers answers)
{
    /// <summary>True when video is off; the answer is then written.</summary>
    public async Task<bool> IsClosedAsync(HttpContext context)
    {
        if (settings.VideoEnabled)
        {
            return false;
        }

        if (settings.Contract == PhaseoContract.Aug)
        {
            await answers.FlatAsync(context, 501, "not_implemented_yet", "video_api_temporarily_disabled");
        }
        else
        {
            await PhaseoAnswers.JsonAsync(context, 501, new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = "not_implemented_yet",
                    ["message"] = "Video endpoints are temporarily disabled while the public contract is finalized.",
                },
            });
        }

        return true;
    }

    /// <summary>The key of the request, or the reason why there is none.</summary>
    public (PhaseoKey? Key, string Reason) Authorize(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header[7..].Trim() is not { Length: > 0 } token)
        {
            return (null, "missing_or_invalid_authorization_header");
        }

        if (settings.Keys.FirstOrDefault(key => key.Token == token) is { } known)
        {
            return (known, "");
        }

        var stranger = new PhaseoKey(token, settings.Account);
        return stranger.Kid is null && token.Split('.').Length != 3
            ? (null, "invalid_key_format")
            : (null, stranger.Kid is not null && settings.Keys.Any(key => key.Kid == stranger.Kid) ? "invalid_secret" : "key_not_found_or_revoked");
    }

    /// <summary>The key of a request to any route but create; null when a refusal is written.</summary>
    public async Task<PhaseoKey?> EnterAsync(HttpContext context, bool video = true)
    {
        if (video && await IsClosedAsync(context))
        {
            return null;
        }

        (PhaseoKey? key, string reason) = Authorize(context.Request);
        if (key is null)
        {
            await answers.FlatAsync(context, 401, "unauthorised", reason);
        }

        return key;
    }

    /// <summary>The management key of a request to one of August's account routes; null when a refusal is written.</summary>
    public async Task<PhaseoKey?> EnterManagementAsync(HttpContext context)
    {
        PhaseoKey? key = await EnterAsync(context, video: false);
        if (key is { Management: false })
        {
            // Such a key is not even looked up among the management keys, so the answer has no account.
            await answers.FlatAsync(context, 401, "unauthorised", "management_key_required");
            return null;
        }

        return key;
    }
}
