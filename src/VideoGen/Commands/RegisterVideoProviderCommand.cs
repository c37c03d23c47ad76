using System.Collections;
using System.Globalization;
using System.Management.Automation;
using VideoGen.Client;
using VideoGen.Cmdlets.Completion;
using VideoGen.Providers;

namespace VideoGen.Cmdlets;

/// <summary>Gives a server of a known kind a name of its own: a self-hosted one, a proxy, an emulator. Nothing is sent to it.</summary>
[Cmdlet(VerbsLifecycle.Register, "VideoProvider", SupportsShouldProcess = true)]
[OutputType(typeof(VideoProvider))]
public sealed class RegisterVideoProviderCommand : VideoCommand
{
    /// <summary>Letters, digits, - and _, at most 40. Its variables are VIDEOGEN_NAME_KEY and VIDEOGEN_NAME_URI.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The built-in provider whose API the server has.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(KindCompleter))]
    [ValidateNotNullOrEmpty]
    public string Kind { get; set; } = "";

    /// <summary>Where its API is: https, or plain http on this machine.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = "";

    /// <summary>The model of rows that name none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Settings of the kind, such as @{ Body = 'form' }.</summary>
    [Parameter]
    public Hashtable? Setting { get; set; }

    /// <summary>Replaces a registration of this name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Begin() => Confirmation.ThrowIfItCannotBeAsked(this);

    private protected override void Process()
    {
        try
        {
            VideoClient client = ModuleClient.Get(this);
            var registration = new ProviderRegistration(Name, Kind, Uri) { Model = Model, Settings = Settings() };
            ProviderDescriptor checkedOne = client.Registrations.Check(registration, Force).Descriptor;
            if (ShouldProcess(Name, $"Register as a server of the kind {checkedOne.Kind} at {checkedOne.Endpoint}"))
            {
                if (client.Credentials.RemoveOfOtherServer(Name, checkedOne.Endpoint!))
                {
                    WriteWarning($"The credential that was kept for {Name} may be another server's and is removed. If this one wants one too, run: Set-VideoCredential {Name}");
                }

                _ = Await(cancellationToken => client.Registrations.RegisterAsync(registration, Force, cancellationToken));
                WriteObject(client.ListProviders(Name), enumerateCollection: true);
            }
        }
        catch (VideoGenException e)
        {
            WriteError(e, Name);
        }
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Setting ?? [])
        {
            settings[Text(entry.Key)] = Text(entry.Value);
        }

        return settings;
    }

    private static string Text(object? value) => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) ?? "";
}
