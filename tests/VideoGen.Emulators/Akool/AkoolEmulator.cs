using System.Globalization;
using System.Text.Json.Nodes;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.Media;

namespace VideoGen.Emulators.Akool;

/// <summary>
/// AKOOL's image-to-video as its pages have it: business errors in an envelope with HTTP 200, ids as one comma-joined string, files
/// without a key from another origin. What a refused request had wrong is told in the header <see cref="FaultHeader"/>.
/// </summary>
public sealed class AkoolEmulator : Emulator
{
    public const string FaultHeader = "x-emulator-fault";

    private const string Clips = "/api/open/v4/image2Video";

    private readonly AkoolJobs _jobs;
    private readonly AkoolWebhooks _webhooks;

    /// <param name="settings">Null for an account with everything and some credits.</param>
    /// <param name="time">Of jobs and links; null for the real one.</param>
    public AkoolEmulator(AkoolSettings? settings = null, TimeProvider? time = null)
    {
        Settings = settings ?? new AkoolSettings();
        Charges = new Charges(Settings.Balance, "credits");
        _jobs = new AkoolJobs(Settings, time ?? TimeProvider.System, Files, Charges);
        _webhooks = new AkoolWebhooks(Settings, time ?? TimeProvider.System, _jobs.FileOf);
        _jobs.Announced += _webhooks.Watch;
    }

    public AkoolSettings Settings { get; }

    public override Charges Charges { get; }

    /// <summary>Where results are.</summary>
    public MediaServer Files { get; } = new();

    /// <summary>All clips, in the order they were made; deleted ones are gone.</summary>
    public IReadOnlyList<AkoolJob> Jobs => _jobs.All;

    public override int JobsMade => Charges.Entries.Count(charge => charge.Amount > 0);

    public override IReadOnlyList<MadeJob> Made => [.. Jobs.Select(job => new MadeJob(job.Id, job.Order.Prompt, () => _jobs.ClipOf(job)))];

    public override IReadOnlyList<(string Name, string Value)> Environment =>
    [
        ("VIDEOGEN_AKOOL_URI", BaseUri.AbsoluteUri),
        ("VIDEOGEN_AKOOL_KEY", Settings.ApiKey),
    ];

    protected override IReadOnlyList<Emulator> Parts => [Files];

    public override async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The control endpoint's <c>name=code&amp;value=1005</c>.</summary>
    protected internal override Scenario? FindScenario(string name, string value) =>
        name == "code" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? AkoolScenarios.Error(code) : null;

    protected override void Map(IEndpointRouteBuilder routes)
    {
        Files.Put("/effects/preview.mp4", SampleClip.Mp4(1000));

        // The token needs no key.
        _ = routes.MapPost("/api/open/v3/getToken", async context => await WriteAsync(context, await AkoolAccess.GetTokenAsync(context.Request, Settings)));
        On(routes, "POST", $"{Clips}/createBySourcePrompt", body => AkoolCreate.Run(body, _jobs, Settings));
        On(routes, "POST", $"{Clips}/createBySourcePrompt/batch", body => AkoolBatch.Run(body, _jobs, Settings));
        On(routes, "POST", $"{Clips}/updateVideoAudio", body => AkoolAudio.Run(body, _jobs, Settings));
        On(routes, "POST", $"{Clips}/resultsByIds", body =>
        {
            // Seen live for an array and for a member of another name; the number is assumed.
            string[]? ids = body.Ids();
            return body.Check(Settings) is { } invalid ? AkoolReply.Error(AkoolReply.CreateFailed, "Failed to get results", invalid.Fault) : _jobs.Results(ids!);
        });
        On(routes, "POST", $"{Clips}/delbyids", body =>
        {
            string[]? ids = body.Ids();
            return body.Check(Settings) ?? _jobs.Delete(ids!);
        });
        On(routes, $"{Clips}/effects", _ => AkoolReply.Ok(AkoolEffects.List(Files.UriOf("/effects/preview.mp4"))));
        On(routes, "/api/open/v4/aigModel/list", Models);
        On(routes, "/api/open/v3/faceswap/quota/info", _ => AkoolReply.Ok(new JsonObject { ["credit"] = Charges.Balance }));
        if (Settings.ServeUndocumentedReads)
        {
            On(routes, "/api/open/v3/content/video/list", request => AkoolUndocumented.List(request, _jobs, Settings));
            On(routes, "/api/open/v3/content/video/infobymodelid", request => AkoolUndocumented.Read(request, _jobs, Settings));
        }
    }

    private static AkoolReply Models(HttpRequest request)
    {
        string?[] types = [.. request.Query["types[]"]];
        return types.Length == 0 ? AkoolReply.Invalid("types[] is required")
            : types.FirstOrDefault(type => !AkoolModel.Types.Contains(type)) is { } unknown ? AkoolReply.Invalid($"types[] must be of {string.Join(", ", AkoolModel.Types)}, not {unknown}")
            : AkoolReply.Ok(new JsonArray([.. types.Contains("1501") ? AkoolModel.All.Select((model, index) => model.ToJson(index)) : []]));
    }

    private void On(IEndpointRouteBuilder routes, string path, Func<HttpRequest, AkoolReply> read) => routes.MapGet(path, context =>
        WriteAsync(context, AkoolAccess.Refuse(context.Request, Settings) ?? read(context.Request)));

    private void On(IEndpointRouteBuilder routes, string method, string path, Func<JsonBody, AkoolReply> act) => routes.MapMethods(path, [method], async context =>
        await WriteAsync(context, AkoolAccess.Refuse(context.Request, Settings) ?? act(await JsonBody.ReadAsync(context.Request))));

    private Task WriteAsync(HttpContext context, AkoolReply reply)
    {
        var envelope = new JsonObject { ["code"] = reply.Code };
        if (reply.TopLevel is { } member)
        {
            // The one answer without msg and data.
            envelope[member.Key] = member.Value;
        }
        else
        {
            envelope["msg"] = reply.Msg;
            if (reply.Code == AkoolReply.Success || Settings.NullDataInErrors)
            {
                envelope["data"] = reply.Data;
            }
        }

        if (reply.Fault is not null)
        {
            context.Response.Headers[FaultHeader] = Uri.EscapeDataString(reply.Fault).Replace("%20", " ", StringComparison.Ordinal);
        }

        context.Response.StatusCode = Settings.HttpStatuses.GetValueOrDefault(reply.Code, StatusCodes.Status200OK);
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(envelope.ToJsonString());
    }
}
