using System.Globalization;
using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Akool;

/// <summary>Trouble in the service's own words.</summary>
public static class AkoolScenarios
{
    /// <summary>An error in the envelope, such as 1005 for too many requests; nothing is carried out.</summary>
    /// <param name="code">The service's.</param>
    /// <param name="msg">Its words.</param>
    /// <param name="httpStatus">The pages have 200 for every error; public clients are ready for others.</param>
    public static Scenario Error(int code, string msg = "emulated error", int httpStatus = 200) =>
        Scenarios.Status(httpStatus, string.Create(CultureInfo.InvariantCulture, $$"""{"code":{{code}},"msg":"{{msg}}","data":null}"""), "application/json") with { Name = $"code:{code}" };
}
