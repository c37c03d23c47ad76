using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>What all of the service's bodies have in common.</summary>
internal static class AkoolBody
{
    /// <summary>The refusal that the faults come to; null when there are none.</summary>
    public static AkoolReply? Check(this JsonBody body, AkoolSettings settings)
    {
        if (settings.RefuseUnknownMembers)
        {
            body.RefuseUnknown();
        }

        return body.Faults.Count == 0 ? null : AkoolReply.Invalid(string.Join("; ", body.Faults.Select(fault => $"{fault.Path} {fault.Message}".Trim())));
    }

    /// <summary>An address the service could read: absolute, http or https. It takes no uploads and no data URIs.</summary>
    public static string? PublicUrl(this JsonBody body, string name, bool required)
    {
        string? text = body.Text(name, required);

        // Public clients send "" for an address they do not have.
        if (text is null || (text.Length == 0 && !required))
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            return text;
        }

        body.Fault(name, JsonFaultKind.Value, "must be a public http or https address");
        return null;
    }

    /// <summary>The ids of the one comma-joined string; null when it is anything else.</summary>
    public static string[]? Ids(this JsonBody body) => body.Text("_ids", required: true, minLength: 1)?.Split(',');
}
