using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Http;

/// <summary>A key. Printed, logged or put into a message it is <c>***</c>; only the credential handler reads its value.</summary>
public sealed class Secret
{
    private const string Mask = "***";

    private readonly string _value;

    /// <param name="value">Blanks around it are left out: keys are often pasted with a line end.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value.Trim();
    }

    /// <summary>The text with every occurrence of the value masked, as it is and as it stands in a URL.</summary>
    public string RemoveFrom(string text) =>
        text.Replace(_value, Mask, StringComparison.Ordinal).Replace(Uri.EscapeDataString(_value), Mask, StringComparison.Ordinal);

    /// <summary>Tells keys apart without telling them.</summary>
    internal string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_value)));

    public override string ToString() => Mask;

    internal string Reveal() => _value;
}
