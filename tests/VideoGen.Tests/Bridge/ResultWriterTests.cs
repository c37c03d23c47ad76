using VideoGen.Client;
using VideoGen.Cmdlets;
using VideoGen.Tests.Journal;

namespace VideoGen.Tests.Bridge;

public sealed class ResultWriterTests
{
    private readonly List<string?> _written = [];

    [Fact]
    public void ResultWriter_AsTheyCome_WritesAtOnce()
    {
        ResultWriter writer = Create(inputOrder: false);
        ResultWriter.Place first = writer.Take();
        ResultWriter.Place second = writer.Take();
        second.Add(Result("b"), null);
        Assert.Equal(["b"], _written);
        first.Add(Result("a"), null);
        second.Close();
        first.Close();
        Assert.Equal(["b", "a"], _written);
    }

    [Fact]
    public void ResultWriter_InOrder_HoldsBackUntilTheRowsBeforeAreThrough()
    {
        ResultWriter writer = Create(inputOrder: true);
        ResultWriter.Place[] places = [writer.Take(), writer.Take(), writer.Take(), writer.Take()];
        places[2].Add(Result("c"), null);
        places[2].Close();
        places[1].Add(Result("b1"), null);
        places[0].Add(Result("a"), null);
        Assert.Empty(_written);
        places[0].Close();
        Assert.Equal(["a"], _written);
        places[1].Add(Result("b2"), null);
        places[1].Close();
        Assert.Equal(["a", "b1", "b2", "c"], _written);
        places[3].Close();
        Assert.Equal(4, _written.Count);
    }

    [Fact]
    public void ResultWriter_WriteIsRefused_NothingIsWrittenTwice()
    {
        int refusals = 0;
        var writer = new ResultWriter(
            (result, _) =>
            {
                if (refusals++ == 0)
                {
                    throw new InvalidOperationException("refused");
                }

                _written.Add(result.Job!.Name);
            },
            inputOrder: false);
        ResultWriter.Place place = writer.Take();
        Assert.Throws<InvalidOperationException>(() => place.Add(Result("a"), null));
        place.Add(Result("b"), null);
        Assert.Equal(["b"], _written);
    }

    private ResultWriter Create(bool inputOrder) => new((result, _) => _written.Add(result.Job?.Name), inputOrder);

    private static SubmitResult Result(string name) => new(JournalFixture.Entry().Job with { Name = name }, null, true, []);
}
