using System.Management.Automation;
using VideoGen.Client;

namespace VideoGen.Cmdlets;

/// <summary>
/// Writes what becomes of rows: each result as it comes, or held back until those of the rows before it are written. Used on
/// the pipeline thread only.
/// </summary>
internal sealed class ResultWriter(Action<SubmitResult, PSObject?> write, bool inputOrder)
{
    private readonly Queue<Place> _places = new();

    /// <summary>The place of the next row.</summary>
    public Place Take()
    {
        var place = new Place(this);
        if (inputOrder)
        {
            _places.Enqueue(place);
        }

        return place;
    }

    private void WriteClosed()
    {
        while (_places.TryPeek(out Place? first) && first.IsClosed)
        {
            _ = _places.Dequeue();
            first.WriteHeld();
        }
    }

    internal sealed class Place(ResultWriter writer)
    {
        private readonly List<(SubmitResult Result, PSObject? Row)> _held = [];

        public bool IsClosed { get; private set; }

        public void Add(SubmitResult result, PSObject? row)
        {
            _held.Add((result, row));
            if (!writer.IsInOrder)
            {
                WriteHeld();
            }
        }

        /// <summary>No more results come for the row.</summary>
        public void Close()
        {
            IsClosed = true;
            writer.WriteClosed();
        }

        public void WriteHeld()
        {
            (SubmitResult Result, PSObject? Row)[] held = [.. _held];
            _held.Clear();
            foreach ((SubmitResult result, PSObject? row) in held)
            {
                writer.Write(result, row);
            }
        }
    }

    private bool IsInOrder => inputOrder;

    private void Write(SubmitResult result, PSObject? row) => write(result, row);
}
