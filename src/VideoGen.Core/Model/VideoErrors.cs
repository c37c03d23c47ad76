using System.Reflection;
using static VideoGen.VideoErrorCategory;

namespace VideoGen;

/// <summary>Every error the module raises. A new kind of error is a new line here.</summary>
public static class VideoErrors
{
    // Rows and parameters
    public static readonly VideoErrorKind NotARow = new("NotARow", InvalidArgument, "Pipe prompts (strings), image files, or rows with named columns such as those of Import-Csv.");
    public static readonly VideoErrorKind InvalidColumnValue = new("InvalidColumnValue", InvalidData, "Correct the cell and run it again; with -Batch NAME, rows that were submitted are not submitted twice.");
    public static readonly VideoErrorKind InvalidParameterValue = new("InvalidParameterValue", InvalidArgument, "Correct the parameter that the message names and run the command again; it has sent nothing.");
    public static readonly VideoErrorKind ImageNotFound = new("ImageNotFound", ObjectNotFound, "Check the path; relative paths start at the current location.");
    public static readonly VideoErrorKind UnreadableImage = new("UnreadableImage", InvalidData, "Give a JPEG, PNG, WebP or GIF file that opens in an image viewer.");
    public static readonly VideoErrorKind ImageChanged = new("ImageChanged", InvalidData, "Leave the file as it is while a command reads it, and run the same command again; nothing was made of it.");
    public static readonly VideoErrorKind NeedsImageUrl = new("NeedsImageUrl", InvalidArgument, "Put the image where the service can fetch it and give its https address.");
    public static readonly VideoErrorKind UnsupportedValue = new("UnsupportedValue", InvalidArgument, "Correct what the message names; Get-VideoModel -Provider NAME | Format-List shows what each of its models takes.");
    public static readonly VideoErrorKind MissingValue = new("MissingValue", InvalidArgument, "Give the parameter or the column that the message names.");
    public static readonly VideoErrorKind ConflictingValues = new("ConflictingValues", InvalidArgument, "Give only one of the two.");
    public static readonly VideoErrorKind UnknownModel = new("UnknownModel", ObjectNotFound, "Run Get-VideoModel to see the models, or -SkipValidation for one that is newer than the catalogue.");
    public static readonly VideoErrorKind UnknownProvider = new("UnknownProvider", ObjectNotFound, "Run Get-VideoProvider to see the names.");
    public static readonly VideoErrorKind ProviderNotChosen = new("ProviderNotChosen", InvalidArgument, "Give -Provider, a Provider column, or set VIDEOGEN_PROVIDER.");
    public static readonly VideoErrorKind InvalidTemplate = new("InvalidTemplate", InvalidArgument, "Use a folder, or a template of the tokens the message names.");
    public static readonly VideoErrorKind CannotAsk = new("CannotAsk", InvalidOperation, "Leave out -Confirm, or pass -Confirm:$false: nobody is there to answer.");

    // Submitting
    public static readonly VideoErrorKind DuplicateJob = new("DuplicateJob", ResourceExists, "Wait for the job the message names, use -Batch to make reruns safe, or pass -AllowDuplicate to pay for another.");
    public static readonly VideoErrorKind JobUnknown = new("JobUnknown", ResourceUnavailable, "Run Resolve-VideoJob, which looks for it in the list of its service; nothing is submitted again by itself, and a rerun of its batch is safe.");
    public static readonly VideoErrorKind NotSubmitted = new("NotSubmitted", OperationStopped, "Remove the cause that the message names and run the same command again; submitted rows are not submitted twice.");
    public static readonly VideoErrorKind RequestRefused = new("RequestRefused", InvalidArgument, "Correct what the service's message names and run the command again; nothing was made and nothing was charged.");

    public static readonly VideoErrorKind CostLimitReached = new("CostLimitReached", LimitsExceeded, "Raise -MaxCost, or leave rows out; Get-VideoPrice shows what each costs.");
    public static readonly VideoErrorKind UnknownPrice = new("UnknownPrice", LimitsExceeded, "Pass -AllowUnknownCost to submit rows whose price nobody knows, or leave out -MaxCost.");
    public static readonly VideoErrorKind BudgetReached = new("BudgetReached", LimitsExceeded, "It was not sent: submit it again when the budget is renewed. Get-VideoBudget shows what was spent; Set-VideoBudget raises it.");
    public static readonly VideoErrorKind DamagedBudget = new("DamagedBudget", InvalidData, "Look at the file the message names; until it can be read nothing is submitted to its provider, since nobody could say what is left.");
    public static readonly VideoErrorKind BudgetNotFound = new("BudgetNotFound", ObjectNotFound, "Run Get-VideoBudget to see which are set.");
    public static readonly VideoErrorKind CannotAddAudio = new("CannotAddAudio", NotImplemented, "Choose the sound when the clip is made (-Audio, -AudioUri); Get-VideoProvider shows which service can add it later.");

    // Finding jobs
    public static readonly VideoErrorKind JobNotFound = new("JobNotFound", ObjectNotFound, "Run Get-VideoJob to list the journal, or Get-VideoJob -Id … -Provider … to take in a job made elsewhere.");
    public static readonly VideoErrorKind AmbiguousId = new("AmbiguousId", InvalidArgument, "Give more characters of the id, or the whole key.");
    public static readonly VideoErrorKind NotAJob = new("NotAJob", InvalidArgument, "Pipe jobs, or ids as text.");
    public static readonly VideoErrorKind DamagedEntry = new("DamagedEntry", InvalidData, "Look at the file the message names; move it away when nothing in it is needed any more.");
    public static readonly VideoErrorKind JournalNotWritable = new("JournalNotWritable", WriteError, "Make the folder writable or set VIDEOGEN_HOME to one that is.");

    /// <summary>Only ever a warning.</summary>
    public static readonly VideoErrorKind NewJournal = new("NewJournal", ObjectNotFound, "Keep VIDEOGEN_HOME between runs, on a volume or in a cache; on the first run there is nothing to do. Test-VideoEnvironment -Unattended shows where it is.");

    public static readonly VideoErrorKind CannotResolve = new("CannotResolve", NotImplemented, "Look in the service's own web page. Submitting the clip again, with -AllowDuplicate or under another Key, may pay for it twice.");

    // Waiting, stopping, removing
    public static readonly VideoErrorKind WaitTimeout = new("WaitTimeout", OperationTimeout, "The job still runs and is paid for: collect it with the command in the message.");
    public static readonly VideoErrorKind JobStalled = new("JobStalled", OperationTimeout, "Look at it later with the command in the message; Stop-VideoJob gives it up, where its service can stop jobs.");
    public static readonly VideoErrorKind JobFailed = new("JobFailed", InvalidOperation, "Read the job's Error, where it has one; submit it again, in a batch with -RetryFailed.");
    public static readonly VideoErrorKind CannotList = new("CannotList", NotImplemented, "Run Get-VideoJob without -AtService for the journal's jobs.");
    public static readonly VideoErrorKind CannotStop = new("CannotStop", NotImplemented, "Wait for the job; what it makes can still be saved or left alone.");
    public static readonly VideoErrorKind CannotDelete = new("CannotDelete", InvalidOperation, "Wait until the job has ended, or use -JournalOnly to forget it here.");
    public static readonly VideoErrorKind NotSaved = new("NotSaved", InvalidOperation, "Save it first with Save-VideoJob, or pass -Force to give the clip up.");

    // Saving
    public static readonly VideoErrorKind JobNotCompleted = new("JobNotCompleted", InvalidOperation, "Pipe the job through Wait-VideoJob first.");
    public static readonly VideoErrorKind FileExists = new("FileExists", ResourceExists, "Use -Force to replace it, or another -Destination.");
    public static readonly VideoErrorKind DestinationNotWritable = new("DestinationNotWritable", WriteError, "Choose a folder you may write to.");
    public static readonly VideoErrorKind DiskFull = new("DiskFull", WriteError, "Free some space and run the same command again: it goes on where it stopped.");
    public static readonly VideoErrorKind DownloadFailed = new("DownloadFailed", ConnectionError, "Run the same command again: it goes on where it stopped.");
    public static readonly VideoErrorKind NotAVideo = new("NotAVideo", InvalidData, "Run the same command again; if it stays so, look at the job's Raw answer.");
    public static readonly VideoErrorKind LinkExpired = new("LinkExpired", ResourceUnavailable, "Ask the service with Get-VideoJob -Id; the clip may be gone.");

    // Traces
    public static readonly VideoErrorKind NoTrace = new("NoTrace", ObjectNotFound, "Only exchanges with services are recorded, from the submission on, and not with VIDEOGEN_TRACE=0; Get-VideoJob -Id … asks the service now.");
    public static readonly VideoErrorKind TraceNotSafe = new("TraceNotSafe", InvalidData, "Please report it without the trace; until then, describe the exchange in words.");

    // Registered providers and webhooks
    public static readonly VideoErrorKind ProviderExists = new("ProviderExists", ResourceExists, "Choose another name, or pass -Force to replace the registration.");
    public static readonly VideoErrorKind WebhookRefused = new("WebhookRefused", PermissionDenied, "Check the webhook's secret; a report that nobody signed is worth nothing.");
    public static readonly VideoErrorKind WebhookSecretMissing = new("WebhookSecretMissing", AuthenticationError, "Give -WebhookSecret, or set the variable that the message names: what reports are signed with.");
    public static readonly VideoErrorKind CannotListen = new("CannotListen", ResourceUnavailable, "Choose another port with -Prefix.");
    public static readonly VideoErrorKind NotOffered = new("NotOffered", NotImplemented, "Get-VideoProvider shows what each service can do.");

    // Services
    public static readonly VideoErrorKind CredentialMissing = new("CredentialMissing", AuthenticationError, "Set it with Set-VideoCredential, or in an environment variable.");
    public static readonly VideoErrorKind CredentialUnreadable = new("CredentialUnreadable", AuthenticationError, "Make the store or file readable, or set the credential again with Set-VideoCredential.");
    public static readonly VideoErrorKind CredentialUnsafe = new("CredentialUnsafe", PermissionDenied, "Give the file to its owner alone (chmod 600), and think of the key as known to others.");
    public static readonly VideoErrorKind VaultUnavailable = new("VaultUnavailable", ResourceUnavailable, "Install Microsoft.PowerShell.SecretManagement, unlock the vault, or set the credential in another way.");
    public static readonly VideoErrorKind Unauthorized = new("Unauthorized", AuthenticationError, "Check the key with Test-VideoCredential; Set-VideoCredential keeps another.");
    public static readonly VideoErrorKind Forbidden = new("Forbidden", PermissionDenied, "Check at the service what the account and its key may do; Get-VideoCredential shows which key is used.");
    public static readonly VideoErrorKind PaymentRequired = new("PaymentRequired", QuotaExceeded, "Top up the account, then run the same command again; Get-VideoBalance shows what is left, where the service tells.");
    public static readonly VideoErrorKind RateLimited = new("RateLimited", LimitsExceeded, "Wait a while and run the same command again.");
    public static readonly VideoErrorKind QuotaReached = new("QuotaReached", QuotaExceeded, "Run the same command again when the quota is renewed.");
    public static readonly VideoErrorKind ConcurrencyReached = new("ConcurrencyReached", LimitsExceeded, "Run the same command again when some of the account's jobs have ended.");
    public static readonly VideoErrorKind ContentRefused = new("ContentRefused", InvalidArgument, "Change the prompt or the image: the service does not make this.");
    public static readonly VideoErrorKind NotFoundAtService = new("NotFoundAtService", ObjectNotFound, "Check the id, and that the key is of the account that made it; Get-VideoJob -Provider … -AtService lists what a service holds, where it can.");
    public static readonly VideoErrorKind ConnectionFailed = new("ConnectionFailed", ConnectionError, "Check the network and proxy, then run the same command again.");
    public static readonly VideoErrorKind ServiceFailed = new("ServiceFailed", ResourceUnavailable, "The service has trouble; run the same command again later.");
    public static readonly VideoErrorKind InvalidResponse = new("InvalidResponse", ProtocolError, "Run the same command again; if it stays so, report it with the job's Raw answer.");
    public static readonly VideoErrorKind InvalidEndpoint = new("InvalidEndpoint", InvalidArgument, "Give the whole address, such as https://host/v1, in the variable or registration that the message names.");
    public static readonly VideoErrorKind InsecureEndpoint = new("InsecureEndpoint", PermissionDenied, "Use https; plain http is for loopback addresses only.");

    // Local
    public static readonly VideoErrorKind FFmpegNotFound = new("FFmpegNotFound", NotInstalled, "Install FFmpeg with the command in the message, or set VIDEOGEN_FFMPEG to its path.");
    public static readonly VideoErrorKind FFmpegTooOld = new("FFmpegTooOld", NotInstalled, "Install FFmpeg 4.4 or later with libx264.");
    public static readonly VideoErrorKind RenderFailed = new("RenderFailed", InvalidOperation, "Read the message of FFmpeg in the job's Error.");
    public static readonly VideoErrorKind SupervisorNotStarted = new("SupervisorNotStarted", ResourceUnavailable, "Look at the log the message names, then run the same command again.");

    /// <summary>What nobody foresaw. Reported like any other, so that one row cannot end the others.</summary>
    public static readonly VideoErrorKind Unexpected = new("Unexpected", InvalidOperation, "Please report it with the details of $Error[0] | Format-List -Force.");

    /// <summary>The whole registry, in the order of this file.</summary>
    public static IReadOnlyList<VideoErrorKind> All { get; } =
        [.. typeof(VideoErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<VideoErrorKind>()];
}
