namespace VideoGen.Credentials;

/// <summary>What a key may be made of: what the value of an HTTP header may (RFC 9110, 5.5), in ASCII.</summary>
internal static class CredentialText
{
    /// <summary>What is wrong with a key, to stand after a subject; null for nothing. It never shows the key.</summary>
    /// <param name="text">As it was given; blanks around it do not count.</param>
    public static string? Fault(string? text)
    {
        string trimmed = text?.Trim() ?? "";
        return trimmed switch
        {
            "" => "is empty",
            _ when trimmed.AsSpan().ContainsAny('\r', '\n') => "has several lines, where a key is one",
            _ when trimmed.Any(character => character is < ' ' or > '~') => "has a character that no header can carry: it was probably not copied whole, or is not the key",
            _ => null,
        };
    }

    /// <exception cref="VideoGenException"><c>InvalidParameterValue</c>.</exception>
    public static void Check(ServiceCredential credential)
    {
        string? fault = Fault(credential.Secret.Reveal()) is { } secret ? $"The key {secret}."
            : credential.Id is { } id && Fault(id) is { } name ? $"The id {name}."
            : null;
        if (fault is not null)
        {
            throw new VideoGenException(VideoErrors.InvalidParameterValue, fault);
        }
    }
}
