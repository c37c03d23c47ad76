using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>The one place where an error of the core becomes one of PowerShell.</summary>
internal static class ErrorRecords
{
    // PowerShell prints the recommended action with the message from 7.5 on.
    private static bool ShowsRemedy { get; } = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    public static ErrorRecord From(VideoGenException error, object? target)
    {
        object? about = ErrorTarget.Of(target) ?? error.Job;
        if (error.Job is null && (about is PSObject wrapped ? wrapped.BaseObject : about) is VideoJob job)
        {
            error = error.About(job);
        }

        string message = DisplayText.OneLine(error.Message);
        string remedy = DisplayText.OneLine(error.Remedy);
        var record = new ErrorRecord(error, error.ErrorId, CategoryOf(error.Kind.Category), about)
        {
            ErrorDetails = new ErrorDetails(ShowsRemedy ? message : $"{message} {remedy}") { RecommendedAction = remedy },
        };
        if (ErrorTarget.NameOf(about) is { } name)
        {
            record.CategoryInfo.TargetName = name;
        }

        return record;
    }

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
