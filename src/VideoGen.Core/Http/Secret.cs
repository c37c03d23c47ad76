using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Http;

/// <summary>A key. Printed, logged or put into a message it is <c>***</c>; only the credential handler reads its value.</summary>
public sealed class Secret
{
    private const string Mask = "***";

    private const int ShortestDistinctive = 12;

    private readonly string _value;
    private readonly Lazy<SecretPattern?> _pattern;

    /// <param name="value">Blanks around it are left out: keys are often pasted with a line end.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value.Trim();
        _pattern = new Lazy<SecretPattern?>(() => SecretPattern.Of(_value));
    }

    /// <summary>
    /// The text with every occurrence of the value masked: as it is, and as it stands in a URL, in JSON, in HTML, in hexadecimal and in
    /// Base64, also of a longer text such as <c>id:secret</c>. A value of fewer than four characters is no secret but a stand-in for none; masking
    /// it would only make texts unreadable.
    /// </summary>
    public string RemoveFrom(string text) => RemoveFrom(text, Mask);

    /// <param name="mask">What stands in its place.</param>
    internal string RemoveFrom(string text, string mask) => _pattern.Value?.Replace(text, mask) ?? text;

    /// <summary>Too long to be found in a text by chance, such as in the names of JSON members.</summary>
    internal bool IsDistinctive => _value.Length >= ShortestDistinctive;

    /// <summary>Tells keys apart without telling them.</summary>
    internal string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_value)));

    public override string ToString() => Mask;

    internal string Reveal() => _value;
}
