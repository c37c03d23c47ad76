using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>
/// Reminds a user once a session of clips that earlier sessions made and nobody saved. The journal is read beside the command and
/// waited for by nobody: what is not known when the command ends is said by a later one.
/// </summary>
internal sealed class InboxReminder
{
    private readonly object _lock = new();
    private Task<UnclaimedJobs?>? _look;
    private bool _said;

    /// <summary>That of this process.</summary>
    public static InboxReminder Session { get; } = new();

    /// <summary>Begins to look for what was made until now, unless that is done or being done. Never throws.</summary>
    public void Look(Func<VideoClient> client, TimeProvider time)
    {
        lock (_lock)
        {
            if (!_said && _look is null)
            {
                DateTimeOffset now = time.GetUtcNow();
                _look = FindAsync(client, now);
            }
        }
    }

    /// <summary>What is to be said, once; null where that is nothing, or not known yet.</summary>
    public string? Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_said || _look is not { IsCompletedSuccessfully: true, Result: { } found })
            {
                return null;
            }

            _said = true;
            return found.Count == 0 ? null : Text(found, now);
        }
    }

    /// <summary>Clips have been saved since: the next command looks again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _look = null;
        }
    }

    /// <summary>Ends when the look has ended.</summary>
    internal Task Looking => _look ?? Task.CompletedTask;

    internal static string Text(UnclaimedJobs found, DateTimeOffset now)
    {
        string clips = found.Count == 1 ? "1 finished job is not saved yet" : $"{found.Count} finished jobs are not saved yet";
        string link = found.FirstExpiry is { } end && end > now ? $"; the first link dies in {DisplayText.Age(end - now)}" : "";
        return $"{clips}{link}:{Environment.NewLine}    Get-VideoJob -Unclaimed | Save-VideoJob -Destination .";
    }

    private static async Task<UnclaimedJobs?> FindAsync(Func<VideoClient> client, DateTimeOffset now)
    {
        try
        {
            VideoClient opened = client();
            return await Task.Run(() => opened.FindUnclaimedAsync(now, CancellationToken.None)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // No command fails for a reminder, and whoever needs the journal says what is wrong with it.
            return null;
        }
    }
}
