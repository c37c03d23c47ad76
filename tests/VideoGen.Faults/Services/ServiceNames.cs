namespace VideoGen.Faults.Services;

/// <summary>The services that are put to trouble.</summary>
internal static class ServiceNames
{
    public static IReadOnlyList<string> All { get; } = [.. EmulatedService.Names, LocalService.ProviderName];
}
