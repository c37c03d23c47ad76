using System.Collections;
using System.Collections.Specialized;
using VideoGen.Cmdlets.Rows;

namespace VideoGen.Tests.Rows;

public class PlainValuesTests
{
    private sealed record Wrapper(object? Inside);

    private static object? Unwrap(object value) => value is Wrapper wrapper ? wrapper.Inside : value;

    [Fact]
    public void Of_WrappersAtEveryDepth_AreTakenOff()
    {
        object? plain = PlainValues.Of(new Wrapper(new object[] { new Wrapper("a"), new List<object> { new Wrapper(1) } }), Unwrap);

        Assert.Equal(new object?[] { "a", new object?[] { 1 } }, Assert.IsType<object?[]>(plain));
    }

    [Fact]
    public void Of_Hashtable_IsOrderedByNameAlikeInEveryProcess()
    {
        var table = new Hashtable { ["b"] = new Wrapper(2), ["a"] = 1, ["c"] = null, [4] = "four" };

        var plain = Assert.IsType<OrderedDictionary>(PlainValues.Of(table, Unwrap));

        Assert.Equal(["4", "a", "b", "c"], plain.Keys.Cast<string>());
        Assert.Equal(["four", 1, 2, null], plain.Values.Cast<object?>());
    }

    [Fact]
    public void Of_OrderedTable_KeepsItsOrder() =>
        Assert.Equal(["b", "a"], Assert.IsType<OrderedDictionary>(PlainValues.Of(new OrderedDictionary { ["b"] = 1, ["a"] = 2 }, Unwrap)).Keys.Cast<string>());

    [Fact]
    public void Of_TableThatHoldsItself_IsAnError()
    {
        var table = new Hashtable();
        table["self"] = table;

        Assert.Throws<InvalidOperationException>(() => PlainValues.Of(table, Unwrap));
    }

    [Fact]
    public void Of_TextAndDbNull_AreLeaves()
    {
        Assert.Equal("text", PlainValues.Of(new Wrapper("text"), Unwrap));
        Assert.Null(PlainValues.Of(DBNull.Value, Unwrap));
        Assert.Null(PlainValues.Of(null, Unwrap));
    }
}
