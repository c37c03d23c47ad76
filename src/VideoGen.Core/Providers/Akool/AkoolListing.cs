using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace VideoGen.Providers.Akool;

/// <summary>
/// The service's list of clips made through its API. No page has it; public clients use it, so everything around its rows is taken as
/// it comes. The list gives the ids; what they are is read where it is documented.
/// </summary>
internal sealed class AkoolListing(AkoolAccess access, string provider)
{
    private const int PageSize = 50;

    /// <summary>The <c>type</c> of image to video, seen live.</summary>
    private const int ImageToVideo = 15;

    /// <param name="read">Reads clips by their ids.</param>
    public async IAsyncEnumerable<JobSnapshot> ReadAsync(
        JobListingQuery query, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<JobSnapshot?>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // The service filters by nothing: with a filter, so many pages of a few rows each might be read for nothing.
        bool filters = query.Statuses.Count > 0 || (query.Before ?? query.After) is not null;
        int size = filters ? PageSize : Math.Clamp(query.Newest ?? PageSize, 1, PageSize);
        for (int page = 1; ; page++)
        {
            AkoolAnswer answer = await PageAsync(page, size, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<JsonElement> rows = answer.RequireList();
            (AkoolVideo? Video, JobSnapshot Snapshot)[] fresh = [.. rows
                .Select(row => (Video: AkoolAnswer.Read(row, AkoolAnswerJson.Default.AkoolVideo), Row: row))
                .Select(item => (item.Video, Snapshot: AkoolSnapshots.Of(item.Video, answer.Clean(item.Row.GetRawText()))!))
                .Where(item => item.Snapshot is not null && seen.Add(item.Snapshot.Id))];

            // Neither the end of the list nor the most that a page holds is documented, and what does not know the parameter gives its
            // first page again and again.
            if (fresh.Length == 0)
            {
                yield break;
            }

            JobSnapshot[] found = [.. fresh.Where(item => item.Video!.Type is null or ImageToVideo).Select(item => item.Snapshot)];
            IReadOnlyList<JobSnapshot?> whole = await read([.. found.Select(snapshot => snapshot.Id)], cancellationToken).ConfigureAwait(false);
            for (int index = 0; index < found.Length; index++)
            {
                yield return whole[index] ?? found[index];
            }
        }
    }

    private async Task<AkoolAnswer> PageAsync(int page, int size, CancellationToken cancellationToken)
    {
        try
        {
            return await access.GetAsync(string.Create(CultureInfo.InvariantCulture, $"api/open/v3/content/video/list?page={page}&size={size}"), cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException e) when (e.HttpStatus == HttpStatusCode.NotFound && e.ServiceCode is null)
        {
            throw new VideoGenException(VideoErrors.CannotList, $"{provider} has a list of clips that it does not document, and it is not there any more.", e);
        }
    }
}
