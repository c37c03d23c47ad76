namespace VideoGen.Credentials;

/// <summary>Encrypts what the store keeps, for the current user of this machine.</summary>
internal interface ISecretProtection
{
    /// <summary>Stands in the file, so that another platform can say why it cannot read it.</summary>
    string Name { get; }

    byte[] Protect(byte[] secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another user, another machine, or damaged.</exception>
    byte[] Unprotect(byte[] data);
}
