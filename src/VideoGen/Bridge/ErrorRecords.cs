using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>The one place where an error of the core becomes one of PowerShell.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(VideoGenException error, object? target) =>
        new(error, error.ErrorId, CategoryOf(error.Kind.Category), target ?? error.Job)
        {
            ErrorDetails = new ErrorDetails(DisplayText.OneLine(error.Message)) { RecommendedAction = error.Remedy },
        };

    internal static ErrorCategory CategoryOf(VideoErrorCategory category) => category switch
    {
        VideoErrorCategory.InvalidArgument => ErrorCategory.InvalidArgument,
        VideoErrorCategory.InvalidData => ErrorCategory.InvalidData,
        VideoErrorCategory.ObjectNotFound => ErrorCategory.ObjectNotFound,
        VideoErrorCategory.ResourceExists => ErrorCategory.ResourceExists,
        VideoErrorCategory.ResourceUnavailable => ErrorCategory.ResourceUnavailable,
        VideoErrorCategory.ResourceBusy => ErrorCategory.ResourceBusy,
        VideoErrorCategory.NotInstalled => ErrorCategory.NotInstalled,
        VideoErrorCategory.AuthenticationError => ErrorCategory.AuthenticationError,
        VideoErrorCategory.PermissionDenied => ErrorCategory.PermissionDenied,
        VideoErrorCategory.LimitsExceeded => ErrorCategory.LimitsExceeded,
        VideoErrorCategory.QuotaExceeded => ErrorCategory.QuotaExceeded,
        VideoErrorCategory.ConnectionError => ErrorCategory.ConnectionError,
        VideoErrorCategory.ProtocolError => ErrorCategory.ProtocolError,
        VideoErrorCategory.OperationTimeout => ErrorCategory.OperationTimeout,
        VideoErrorCategory.OperationStopped => ErrorCategory.OperationStopped,
        VideoErrorCategory.NotImplemented => ErrorCategory.NotImplemented,
        VideoErrorCategory.WriteError => ErrorCategory.WriteError,
        _ => ErrorCategory.InvalidOperation,
    };
}
