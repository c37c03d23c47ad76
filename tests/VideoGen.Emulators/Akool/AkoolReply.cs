using System.Text.Json.Nodes;

namespace VideoGen.Emulators.Akool;

/// <summary>An answer before it is put in the envelope.</summary>
/// <param name="Code">1000 for success.</param>
/// <param name="Msg">In words.</param>
/// <param name="Data">Null in errors.</param>
internal sealed record AkoolReply(int Code, string Msg, JsonNode? Data)
{
    public const int Success = 1000;
    public const int WrongParameter = 1003;
    public const int NotFound = 1008;
    public const int NoPermission = 1009;
    public const int CreateFailed = 1015;
    public const int InvalidAuthorization = 1101;
    public const int EmptyAuthorization = 1102;
    public const int NoCredit = 1104;
    public const int NoAccount = 1109;
    public const int Banned = 1200;

    /// <summary>What exactly was wrong. The service does not say; the emulator does in a header that no client reads.</summary>
    public string? Fault { get; init; }

    /// <summary>Outside of <c>data</c>.</summary>
    public KeyValuePair<string, string>? TopLevel { get; init; }

    public static AkoolReply Ok(JsonNode? data, string msg = "OK") => new(Success, msg, data);

    public static AkoolReply Error(int code, string msg, string? fault = null) => new(code, msg, null) { Fault = fault };

    public static AkoolReply Invalid(string fault) => Error(WrongParameter, "parameter validate error", fault);
}
