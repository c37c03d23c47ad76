using VideoGen.Http;

namespace VideoGen.Providers.Artnex;

/// <summary>
/// The path of a job's status. The service's page tells to poll "the status endpoint" without its path, so it can be set; the default
/// is what follows from the path of creating a job.
/// </summary>
internal static class ArtnexStatusPath
{
    public const string Setting = "StatusPath";

    public const string Placeholder = "{request_id}";

    public const string Default = $"video/{Placeholder}";

    /// <summary>The template the user set, or the default one.</summary>
    /// <exception cref="VideoGenException"><c>InvalidEndpoint</c>.</exception>
    public static string Template(ServiceConnection service)
    {
        string template = service.Setting(Setting) ?? Default;
        string? fault = template.Contains("//", StringComparison.Ordinal) || template.Contains('#', StringComparison.Ordinal) ? "is no path below the service's address"
            : !template.Contains(Placeholder, StringComparison.Ordinal) ? $"has no {Placeholder} in it"
            : null;
        if (fault is null)
        {
            return template;
        }

        // The value is not shown: it may be something else that was set in the wrong place.
        string variable = ProviderVariables.Setting(service.Descriptor.Name, Setting);
        throw new VideoGenException(VideoErrors.InvalidEndpoint, $"The setting {Setting} of {service.Descriptor.Name} ({variable}) {fault}; by default it is {Default}.")
        {
            Remedy = $"Set {variable} to a path such as {Default} or video/status/{Placeholder}, or remove it.",
        };
    }

    /// <exception cref="VideoGenException"><c>NotFoundAtService</c> for what cannot be an id.</exception>
    public static string Of(string template, string id) => template.Replace(Placeholder, ApiPath.Of(id), StringComparison.Ordinal);
}
