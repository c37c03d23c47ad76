namespace VideoGen.Providers.Local;

/// <summary>Makes the clip of one order.</summary>
internal interface IClipRenderer
{
    /// <summary>
    /// Renders the order into its folder and answers how it ended. Trouble with the order is a result, not an exception.
    /// </summary>
    /// <param name="order">A valid order.</param>
    /// <param name="filterThreads">Threads its filters may use. They change the time it takes, not the clip.</param>
    /// <param name="report">Called with each news of the render.</param>
    /// <param name="cancellationToken">Ends FFmpeg and removes what it wrote.</param>
    Task<RenderResult> RenderAsync(LocalOrder order, int filterThreads, Func<RenderProgress, Task> report, CancellationToken cancellationToken);
}
