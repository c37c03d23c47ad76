using System.Globalization;
using VideoGen.Http;

namespace VideoGen.Providers.Phaseo;

/// <summary>
/// The files of a completed job. An address that the key opens is preferred to a signed one, which dies after some minutes (page,
/// sections 9 and 10). Addresses may be relative to the origin.
/// </summary>
/// <param name="api">The base of the API.</param>
internal sealed class PhaseoOutputs(Uri api)
{
    /// <summary>The outputs in the order of their index, and when the first of their links dies; null where they have no such end.</summary>
    public (VideoOutputs? Outputs, DateTimeOffset? ExpiresAt) Of(PhaseoVideo video, string id)
    {
        if (PhaseoStatus.Of(video.Status) != VideoStatus.Completed)
        {
            return (null, null);
        }

        var outputs = new List<VideoOutput>();
        DateTimeOffset? expires = null;
        foreach (PhaseoOutput output in Listed(video))
        {
            int index = IndexOf(output, outputs.Count);
            (Uri link, bool signed) = Link(output, id, index);
            if (signed && output.ExpiresAt is { } end && (expires is null || end < expires))
            {
                expires = end;
            }

            PhaseoAsset? asset = index == 0 ? video.Asset : null;
            outputs.Add(new VideoOutput
            {
                Uri = link,
                MediaType = output.MimeType ?? asset?.MimeType,
                Bytes = asset?.Bytes is > 0 and <= long.MaxValue and { } bytes ? (long)bytes : null,
                Sha256 = asset?.Sha256 is { Length: 64 } hash ? hash.ToLowerInvariant() : null,
                Width = Pixels(asset?.Width),
                Height = Pixels(asset?.Height),
                Seconds = (double?)(asset?.DurationSeconds ?? video.Seconds),
            });
        }

        return (new VideoOutputs(outputs), expires);
    }

    /// <summary>Indexes of the files that can be had by a signed link only, and have none.</summary>
    public static IReadOnlyList<int> WithoutLink(PhaseoVideo video) =>
        PhaseoStatus.Of(video.Status) != VideoStatus.Completed || !"signed_url".Equals(video.OutputAccess, StringComparison.OrdinalIgnoreCase)
            ? []
            : [.. Listed(video).Select((output, place) => (output, Index: IndexOf(output, place))).Where(each => (each.output.ContentUrl ?? each.output.DownloadUrl) is null).Select(each => each.Index)];

    /// <summary>The video with a signed link to the output of that index.</summary>
    public static PhaseoVideo WithLink(PhaseoVideo video, int index, PhaseoSignedLink link) => video with
    {
        Outputs = [.. Listed(video).Select((output, place) => IndexOf(output, place) == index ? output with { DownloadUrl = link.DownloadUrl, ExpiresAt = link.ExpiresAt } : output)],
    };

    /// <summary>The outputs as listed; some providers list none of a completed job, whose one file the top level has (recorded).</summary>
    private static IReadOnlyList<PhaseoOutput> Listed(PhaseoVideo video)
    {
        var top = new PhaseoOutput { Index = 0, ContentUrl = video.ContentUrl, DownloadUrl = video.DownloadUrl, ExpiresAt = video.ExpiresAt };
        return video.Outputs is not { Count: > 0 } listed
            ? [top]
            : [.. listed
                .Select((output, place) => IndexOf(output, place) == 0 && (output.ContentUrl ?? output.DownloadUrl) is null
                    ? output with { ContentUrl = top.ContentUrl, DownloadUrl = top.DownloadUrl, ExpiresAt = top.ExpiresAt }
                    : output)
                .OrderBy(output => output.Index ?? int.MaxValue)];
    }

    private (Uri Link, bool Signed) Link(PhaseoOutput output, string id, int index)
    {
        // The key goes to our origin only. The service's own address of the content is the same path below another name of it: reached
        // through a proxy, or renamed.
        if (Absolute(output.ContentUrl) is { } content)
        {
            return (content.HasSameOrigin(api) ? content : Content(id, index), false);
        }

        return Absolute(output.DownloadUrl) is { } signed ? (signed, true) : (Content(id, index), false);
    }

    private Uri Content(string id, int index) => new(string.Create(
        CultureInfo.InvariantCulture, $"{api.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{ApiPath.Of("videos", id, "content")}{(index > 0 ? $"?index={index}" : "")}"));

    private Uri? Absolute(string? text) =>
        !string.IsNullOrWhiteSpace(text) && Uri.TryCreate(new Uri(api.GetLeftPart(UriPartial.Authority)), text, out Uri? uri) && uri.Scheme is "https" or "http" ? uri : null;

    private static int IndexOf(PhaseoOutput output, int place) => output.Index is >= 0 and < 1000 and { } index ? (int)index : place;

    private static int? Pixels(decimal? value) => value is > 0 and < 100_000 and { } pixels ? (int)pixels : null;
}
