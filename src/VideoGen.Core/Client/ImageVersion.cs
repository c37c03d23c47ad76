using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>An image file as it was when its row was keyed.</summary>
/// <param name="Modified">UTC.</param>
/// <param name="Identity">What it had in it.</param>
internal sealed record ImageVersion(DateTime Modified, ImageIdentity Identity);
