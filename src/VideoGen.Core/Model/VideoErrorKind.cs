namespace VideoGen;

/// <summary>The sort of trouble, independent of any host. PowerShell's categories are derived from it in one place.</summary>
public enum VideoErrorCategory
{
    InvalidArgument,
    InvalidData,
    ObjectNotFound,
    ResourceExists,
    ResourceUnavailable,
    ResourceBusy,
    NotInstalled,
    AuthenticationError,
    PermissionDenied,
    LimitsExceeded,
    QuotaExceeded,
    ConnectionError,
    ProtocolError,
    OperationTimeout,
    OperationStopped,
    InvalidOperation,
    NotImplemented,
    WriteError,
}

/// <summary>One entry of the error registry.</summary>
/// <param name="Id">Stable; scripts compare it.</param>
/// <param name="Category">The sort of trouble.</param>
/// <param name="Remedy">What to do or run next, one sentence.</param>
public sealed record VideoErrorKind(string Id, VideoErrorCategory Category, string Remedy)
{
    public override string ToString() => Id;
}
