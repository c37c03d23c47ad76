namespace VideoGen.Http;

/// <summary>What a request does at the service, which decides whether it may be sent again. Not its method: some services read by POST.</summary>
public enum ApiCall
{
    /// <summary>Changes nothing: resent after trouble, follows redirects.</summary>
    Read,

    /// <summary>Spends money: resent only after a 429 in the service's own error shape.</summary>
    Submit,

    /// <summary>Stops, deletes or uploads: resent where the service surely has not acted.</summary>
    Change,
}
