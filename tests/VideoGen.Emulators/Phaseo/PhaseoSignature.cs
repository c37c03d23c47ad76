using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Emulators.Phaseo;

/// <summary>The one signature of the service, for links and for webhooks: lower-case hex of HMAC-SHA256.</summary>
public static class PhaseoSignature
{
    public static string Of(string secret, string message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    /// <summary>Compares in constant time.</summary>
    public static bool Fits(string secret, string message, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, message)), Encoding.UTF8.GetBytes(signature));
}
