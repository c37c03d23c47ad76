namespace VideoGen.Providers;

/// <summary>The names of a provider's environment variables.</summary>
public static class ProviderVariables
{
    /// <summary>Its key: <c>VIDEOGEN_AKOOL_KEY</c>.</summary>
    public static string Key(string provider) => Of(provider, "KEY");

    /// <summary>A file with its key.</summary>
    public static string KeyFile(string provider) => Of(provider, "KEY_FILE");

    /// <summary>The secret that its reports to webhooks are signed with.</summary>
    public static string WebhookSecret(string provider) => Of(provider, "WEBHOOK_SECRET");

    /// <summary>A file with that secret.</summary>
    public static string WebhookSecretFile(string provider) => Of(provider, "WEBHOOK_SECRET_FILE");

    /// <summary>Where its API is.</summary>
    public static string Uri(string provider) => Of(provider, "URI");

    /// <summary>One of its settings: <c>StatusPath</c> is <c>VIDEOGEN_ARTNEX_STATUS_PATH</c>.</summary>
    public static string Setting(string provider, string setting)
    {
        string words = string.Concat(setting.Select((character, index) => index > 0 && char.IsUpper(character) ? $"_{character}" : $"{character}"));
        return Of(provider, words.ToUpperInvariant());
    }

    private static string Of(string provider, string what)
    {
        string name = string.Concat(provider.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return $"VIDEOGEN_{name}_{what}";
    }
}
