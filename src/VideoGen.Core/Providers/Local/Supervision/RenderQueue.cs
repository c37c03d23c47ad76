using System.Text.Json;

namespace VideoGen.Providers.Local;

/// <summary>The orders that wait, oldest first. A damaged one fails by itself and holds up nobody.</summary>
internal sealed class RenderQueue(LocalFolder folder, TimeProvider time, SupervisorLog log)
{
    private readonly Dictionary<string, LocalOrder> _known = [];

    /// <param name="running">Ids that somebody works on already.</param>
    public async Task<IReadOnlyList<LocalOrder>> LookAsync(IReadOnlyCollection<string> running, CancellationToken cancellationToken)
    {
        string[] open = [.. folder.Ids().Where(id => !running.Contains(id) && folder.Exists(id) && !folder.HasEnded(id))];
        foreach (string gone in _known.Keys.Except(open).ToArray())
        {
            _ = _known.Remove(gone);
        }

        foreach (string id in open)
        {
            if (!_known.ContainsKey(id) && await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
            {
                _known.Add(id, order);
            }
        }

        return [.. _known.Values.OrderBy(order => order.SubmittedAt).ThenBy(order => order.Id, StringComparer.Ordinal)];
    }

    private async Task<LocalOrder?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        string trouble;
        try
        {
            LocalOrder? order = await folder.ReadOrderAsync(id, cancellationToken).ConfigureAwait(false);
            if (order is null || (order.IsValid && order.Id == id))
            {
                return order;
            }

            trouble = "its values are outside what Local renders";
        }
        catch (JsonException e)
        {
            trouble = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Write($"{id} cannot be read now: {e.Message}");
            return null;
        }

        log.Write($"{id} is damaged: {trouble}");
        var error = new JobError(VideoErrors.DamagedEntry.Id, $"The order in {folder.PathOf(id)} is damaged: {DisplayText.OneLine(trouble, 200)}");
        _ = folder.TryEnd(id, new RenderResult { Status = VideoStatus.Failed, CompletedAt = time.GetUtcNow(), Error = error });
        return null;
    }
}
