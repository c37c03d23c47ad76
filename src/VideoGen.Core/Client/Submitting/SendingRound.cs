namespace VideoGen.Client;

/// <summary>Clips that are sent together, and what became of each.</summary>
internal sealed class SendingRound(IReadOnlyList<OutgoingClip> clips)
{
    private readonly SubmitResult?[] _results = new SubmitResult?[clips.Count];
    private readonly CostReservation?[] _reservations = new CostReservation?[clips.Count];

    public string Provider => clips[0].Entry.Job.Provider;

    /// <summary>Those of which nothing is told yet.</summary>
    public IReadOnlyList<OutgoingClip> Open => [.. clips.Where((_, index) => _results[index] is null)];

    /// <summary>In the order of the clips. Complete when <see cref="Open"/> is empty.</summary>
    public IReadOnlyList<SubmitResult> Results => [.. _results.Select(result => result!)];

    /// <summary>The clips are counted in their provider's budget.</summary>
    public bool IsCounted { get; set; }

    public void Reserve(OutgoingClip clip, CostReservation reservation) => _reservations[IndexOf(clip)] = reservation;

    /// <summary>The service made a job of it, or may have: its price stays set aside until a charge replaces it.</summary>
    public void TellMade(OutgoingClip clip, SubmitResult result, VideoCost? cost = null)
    {
        int index = IndexOf(clip);
        _reservations[index]?.Settle(cost);
        _results[index] = result;
    }

    /// <summary>Nothing was made of it, so nothing is charged.</summary>
    public void TellNothing(OutgoingClip clip, SubmitResult result)
    {
        int index = IndexOf(clip);
        _reservations[index]?.Release();
        _results[index] = result;
    }

    private int IndexOf(OutgoingClip clip) => Enumerable.Range(0, clips.Count).First(index => ReferenceEquals(clips[index], clip));
}
