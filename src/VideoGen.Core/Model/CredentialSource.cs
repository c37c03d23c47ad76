namespace VideoGen;

/// <summary>Where a credential comes from; of several the first that has one counts.</summary>
public enum CredentialSource
{
    /// <summary>Nowhere: none is set.</summary>
    None,

    /// <summary><c>-Credential</c> or <c>-Token</c> of the command.</summary>
    Command,

    /// <summary>The environment variable <c>VIDEOGEN_&lt;PROVIDER&gt;_KEY</c>.</summary>
    Environment,

    /// <summary>The file that <c>VIDEOGEN_&lt;PROVIDER&gt;_KEY_FILE</c> names.</summary>
    KeyFile,

    /// <summary>A vault of SecretManagement.</summary>
    Vault,

    /// <summary>The module's own store.</summary>
    Store,
}
