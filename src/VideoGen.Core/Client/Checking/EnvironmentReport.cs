using VideoGen.Http;
using VideoGen.Providers;
using VideoGen.Providers.Local;

namespace VideoGen.Client;

/// <summary>Looks at all that a run needs. It asks nobody, submits nothing, and leaves nothing behind.</summary>
internal sealed class EnvironmentReport(ClientServices services, EnvironmentOptions options, Action<VideoEnvironmentCheck> tell)
{
    private readonly Func<string, string?> _environment = services.Options.ReadEnvironment;
    private readonly AccountFacts _account = AccountFacts.Current();
    private readonly object _telling = new();

    /// <exception cref="VideoGenException"><c>UnknownProvider</c>.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ProviderDescriptor[] providers = Select();
        string home = services.Options.Home;
        Tell(new VersionCheck(AppDomain.CurrentDomain.GetAssemblies).Run(options));
        Tell(new AccountCheck(_account, _environment, home).Run(options));
        Tell(new JournalCheck(home, _environment, FolderVolume.KindOf, StorageLocks.AreKept).Run(options));
        Tell(new DiskCheck(FolderVolume.Free).Run(home, options));
        Tell(services.Registrations.Damaged.Where(item => IsMeant(item.Name)).Select(item => new Finding("Registration").Failed(item.Name, item.Error)));
        string? choice = TellChoice();
        ProviderDescriptor[] usable = [.. providers.Where(provider => TellCredential(provider, choice)).Where(provider => provider.Endpoint is not null)];
        await ReachAsync(usable, cancellationToken).ConfigureAwait(false);
        if (providers.Any(provider => provider.Name == "Local"))
        {
            var locator = new FFmpegLocator(_environment("VIDEOGEN_FFMPEG"), SearchPath.Of(_environment("PATH")));
            bool isNeeded = options.Providers.Count > 0 || choice == "Local";
            Tell(await new FFmpegCheck(locator, services.Options.SupervisorHost).RunAsync(isNeeded, cancellationToken).ConfigureAwait(false));
        }
    }

    private ProviderDescriptor[] Select()
    {
        var view = new CatalogView(services.Options.Catalog);
        IEnumerable<string> patterns = options.Providers.Count == 0 ? ["*"] : options.Providers;
        return [.. patterns.SelectMany(pattern => view.Find(pattern)).DistinctBy(provider => provider.Name)];
    }

    private bool IsMeant(string name) => options.Providers.Count == 0 || options.Providers.Any(pattern => CatalogView.Like(pattern, name));

    /// <summary>Where rows that name no provider go; null where that is not clear. Whoever asks for some by name has chosen, and is not told.</summary>
    private string? TellChoice()
    {
        (VideoEnvironmentCheck check, string? name) = Choose(new Finding("Provider"));
        if (options.Providers.Count == 0)
        {
            Tell([check]);
        }

        return name;
    }

    private (VideoEnvironmentCheck Check, string? Name) Choose(Finding finding)
    {
        try
        {
            ProviderChoice choice = ProviderChoice.Make(services.Options.Catalog, null, null, _environment, () => [.. services.Credentials.ProvidersWithOne(services.Options.Catalog)]);
            return (finding.Passed(choice.Name, "Takes the rows that name no provider."), choice.Name);
        }
        catch (VideoGenException e)
        {
            return (e.Kind == VideoErrors.UnknownProvider ? finding.Failed("VIDEOGEN_PROVIDER", e) : finding.Warning("", e.Message, e.Remedy), null);
        }
    }

    /// <summary>Whether requests to it could be made.</summary>
    private bool TellCredential(ProviderDescriptor provider, string? choice)
    {
        bool isMeant = provider.Name == choice || provider.Kind is not null || options.Providers.Contains(provider.Name, StringComparer.OrdinalIgnoreCase)
            || !string.IsNullOrWhiteSpace(_environment(ProviderVariables.Uri(provider.Name)));
        VideoEnvironmentCheck check = new CredentialPlaceCheck(services.Credentials, _account.Name).Run(provider, isMeant, options.Unattended);
        Tell([check]);
        return check.Result != EnvironmentCheckResult.Skipped;
    }

    private async Task ReachAsync(ProviderDescriptor[] providers, CancellationToken cancellationToken)
    {
        var reach = new ServiceReach(services.Http, services.Providers.EndpointOf, services.Time);
        if (options.Offline)
        {
            Tell(providers.Select(provider => new Finding("Connection").Skipped(provider.Name, "Not asked, because of -Offline.")));
            return;
        }

        Tell(new ProxyCheck(SystemProxy.Of(HttpClient.DefaultProxy)).Run([.. providers.SelectMany(provider => TryFind(provider) is { } endpoint ? [(provider.Name, endpoint)] : Array.Empty<(string, Uri)>())]));
        ServiceReachResult[] results = await Task.WhenAll(providers.Select(async provider =>
        {
            ServiceReachResult result = await reach.AskAsync(provider, cancellationToken).ConfigureAwait(false);
            Tell(result.Checks);
            return result;
        })).ConfigureAwait(false);
        if (providers.Length > 0)
        {
            Tell([ClockCheck.Run([.. results.Select(result => result.Ahead).OfType<TimeSpan>()])]);
        }
    }

    private Uri? TryFind(ProviderDescriptor provider)
    {
        try
        {
            return services.Providers.EndpointOf(provider);
        }
        catch (VideoGenException)
        {
            // Said by the check of the connection.
            return null;
        }
    }

    private void Tell(IEnumerable<VideoEnvironmentCheck> checks)
    {
        lock (_telling)
        {
            foreach (VideoEnvironmentCheck check in checks)
            {
                tell(check);
            }
        }
    }
}
