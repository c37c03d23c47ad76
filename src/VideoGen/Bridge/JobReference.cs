namespace VideoGen.Cmdlets;

/// <summary>How a user names a job: the object itself, or what is left of it after a file or another session.</summary>
/// <param name="Job">A live job.</param>
/// <param name="Key">Our key.</param>
/// <param name="Id">The service's id, or any beginning of a key or id when it stands alone.</param>
/// <param name="Provider">The provider of <paramref name="Id"/>.</param>
internal sealed record JobReference(VideoJob? Job, string? Key, string? Id, string? Provider)
{
    public static JobReference Of(string id, string? provider = null) => new(null, null, id, provider);

    public override string ToString() => Job?.Key ?? Key ?? Id ?? "";
}
