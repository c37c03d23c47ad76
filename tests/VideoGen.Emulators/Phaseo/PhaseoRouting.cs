namespace VideoGen.Emulators.Phaseo;

/// <summary>The <c>provider</c> member: which routes may be taken, and in which order.</summary>
public sealed record PhaseoRouting
{
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public IReadOnlyList<string> Ignore { get; init; } = [];

    public bool IncludeAlpha { get; init; }

    internal IEnumerable<PhaseoRoute> Candidates(PhaseoModel model) =>
        model.Routes
            .Where(route => (Only.Count == 0 || Names(Only, route)) && !Names(Ignore, route) && (!route.Alpha || IncludeAlpha))
            .OrderBy(route => Rank(route));

    private int Rank(PhaseoRoute route) => Order.TakeWhile(name => !Names([name], route)).Count();

    private static bool Names(IReadOnlyList<string> names, PhaseoRoute route) => names.Contains(route.Provider) || names.Contains(route.PublicProvider);
}
