using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>The provider of rows that name none.</summary>
/// <param name="Name">Its catalogue name.</param>
/// <param name="Notice">What to tell the user about the choice; null when it was made by the user.</param>
public sealed record ProviderChoice(string Name, string? Notice)
{
    /// <param name="catalog">What there is to choose from.</param>
    /// <param name="given">The command's or row's provider; blank for none.</param>
    /// <param name="remembered">What the batch remembers; null without a batch, or for a new one.</param>
    /// <param name="withCredential">The providers a credential is set for; asked where it matters.</param>
    /// <exception cref="VideoGenException"><c>UnknownProvider</c>, or <c>ProviderNotChosen</c> where several are as likely.</exception>
    public static ProviderChoice Make(
        ProviderCatalog catalog, string? given, string? remembered, Func<string, string?> environment, Func<IReadOnlyList<string>> withCredential)
    {
        string? chosen = !string.IsNullOrWhiteSpace(given) ? given : !string.IsNullOrWhiteSpace(remembered) ? remembered : environment("VIDEOGEN_PROVIDER");
        if (!string.IsNullOrWhiteSpace(chosen))
        {
            return new ProviderChoice(catalog.Find(chosen).Name, null);
        }

        return withCredential() switch
        {
            [] => new ProviderChoice("Local", "No provider was named and no credential is set, so Local renders previews on this machine. Use -Provider or VIDEOGEN_PROVIDER to choose."),
            [string only] => new ProviderChoice(only, $"No provider was named; {only} is the only one with a credential."),
            _ => throw new VideoGenException(VideoErrors.ProviderNotChosen, $"No provider was named, and there are credentials for {string.Join(", ", withCredential())}."),
        };
    }
}
