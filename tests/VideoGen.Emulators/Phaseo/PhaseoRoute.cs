namespace VideoGen.Emulators.Phaseo;

/// <summary>One provider behind a model.</summary>
/// <param name="Provider">The id that routing options name.</param>
/// <param name="Slug">What a job's <c>model</c> shows: the provider's own name of it.</param>
/// <param name="Parameters">Request members it supports.</param>
/// <param name="Price">Nano-dollars a second for a request.</param>
public sealed record PhaseoRoute(string Provider, string Slug, IReadOnlyList<string> Parameters, Func<PhaseoRequest, long> Price)
{
    /// <summary>Taken only with <c>include_alpha</c>.</summary>
    public bool Alpha { get; init; }

    /// <summary>Whether a completed job lists its outputs; OpenAI's do not (recorded).</summary>
    public bool ListsOutputs { get; init; } = true;

    public int DefaultSeconds { get; init; } = 4;

    /// <summary>As jobs show it: two ids have another public name.</summary>
    public string PublicProvider => Provider switch
    {
        "bytedance-seed" => "byteplus",
        "xai" => "x-ai",
        _ => Provider,
    };
}
