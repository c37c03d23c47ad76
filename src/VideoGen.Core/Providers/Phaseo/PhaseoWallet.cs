using System.Net;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>What is left of an account's credits (page, section 14).</summary>
internal static class PhaseoWallet
{
    private const decimal NanosPerDollar = 1_000_000_000;

    /// <remarks>The documents want a team's or a workspace's id; without one it is asked all the same, since a key has only one of them.</remarks>
    public static async Task<VideoBalance> ReadAsync(ServiceConnection service, CancellationToken cancellationToken)
    {
        string? team = service.Setting(PhaseoCatalog.TeamId);
        string? workspace = service.Setting(PhaseoCatalog.WorkspaceId);
        string query = workspace is not null ? $"?workspace_id={Uri.EscapeDataString(workspace)}" : team is not null ? $"?team_id={Uri.EscapeDataString(team)}" : "";
        ApiAnswer<PhaseoCreditsAnswer> answer;
        try
        {
            answer = await service.OpenWithBearer(PhaseoErrors.Read).GetAsync($"credits{query}", PhaseoJson.Default.PhaseoCreditsAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.HttpStatus is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            bool lacksId = query.Length == 0 && e.HttpStatus == HttpStatusCode.BadRequest;
            throw new VideoGenException(lacksId ? VideoErrors.MissingValue : e.Kind, e.Message, e)
            {
                Remedy = lacksId
                    ? $"Set {Variable(service, PhaseoCatalog.TeamId)} to your team's id, or {Variable(service, PhaseoCatalog.WorkspaceId)} to your workspace's."
                    : $"Credits may need a management key of the same team or workspace: check the key, and {Variable(service, PhaseoCatalog.TeamId)} and {Variable(service, PhaseoCatalog.WorkspaceId)}.",
            };
        }

        PhaseoCredits credits = answer.Body.Credits ?? throw new VideoGenException(VideoErrors.InvalidResponse, $"{service.Descriptor.Name} answered without the credits.");
        return new VideoBalance
        {
            Provider = service.Descriptor.Name,
            Amount = (credits.AvailableNanos ?? credits.Remaining) / NanosPerDollar,
            Unit = "USD",
            Account = workspace ?? team,
            Raw = answer.Text,
        };
    }

    private static string Variable(ServiceConnection service, string setting) => ProviderVariables.Setting(service.Descriptor.Name, setting);
}
