using VideoGen.Http;
using VideoGen.Tests.Credentials;

namespace VideoGen.Tests.Http;

public sealed class SecretPatternTests
{
    private static readonly string[] Keys = ["sk-Canary/9+x=4f\"7&2", "akool-emulator-key-0123456789abc", "~!@#$%^&*()_+{}|:<>?[];',./`", "ABCDEF0123456789"];

    public static TheoryData<string, int> Forms
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string key in Keys)
            {
                for (int form = 0; form < SecretForms.Of(key).Length; form++)
                {
                    data.Add(key, form);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Secret_InAnyForm_IsMaskedWhole(string key, int number)
    {
        string form = SecretForms.Of(key)[number];
        string masked = new Secret(key).RemoveFrom($"before {form} after, and <a x=\"{form}\">");

        Assert.Null(SecretForms.FindIn(masked, [form]));
        Assert.StartsWith("before ", masked, StringComparison.Ordinal);
        Assert.Contains(" after, and <a x=\"", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_MaskWithMarksOfAPattern_IsTakenAsWritten() =>
        Assert.Equal("a $0-$& b", new Secret("key-0123456789").RemoveFrom("a key-0123456789 b", "$0-$&"));

    [Fact]
    public void Secret_LongInnocentText_IsLeftAlone()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"{{\"id\":\"{number:x8}\",\"link\":\"https://a.example/%41?b=\\u0026\"}}"));
        Assert.Equal(text, new Secret("key-0123456789").RemoveFrom(text));
    }
}
