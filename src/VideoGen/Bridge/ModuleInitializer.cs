using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Cmdlets;

/// <summary>Runs when the module is imported. It only says where completers find jobs and providers; nothing is read or made before it is needed.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    public void OnImport()
    {
        CompletionSource.Catalog = static () =>
        {
            var options = VideoClientOptions.FromEnvironment();
            return new RegisteredProviders(options.Home, options.Catalog).Catalog;
        };
        CompletionSource.Jobs = static text =>
        {
            using var client = new VideoClient(VideoClientOptions.FromEnvironment());
            return JournalJobs.ReadAsync(client, text, CancellationToken.None).GetAwaiter().GetResult();
        };
    }
}
