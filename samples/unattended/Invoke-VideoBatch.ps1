<#
.SYNOPSIS
Runs a batch that nobody watches: submits the rows of a CSV, waits, saves the clips. Run it again whenever you like: what was
submitted is not submitted twice, what was saved is not saved twice.

.DESCRIPTION
Ends with an exit code:
  0  every clip is saved
  1  some rows failed; the result sheet says which, and why
  2  nothing could start
  3  some clips are still being made, or another run of this batch is under way; run it again

No parameter is mandatory for PowerShell, since a value that is missing or wrong would end with its exit code 1.
#>
param(
    # The CSV. Its columns are those of New-VideoJob.
    [string] $Path,

    # The name that makes the run rerunnable.
    [string] $Batch,

    # The folder of the clips, or a template; as Save-VideoJob takes it.
    [string] $Destination,

    # Seconds to wait for clips that are not done.
    [string] $Timeout = '3600',

    # The result sheet, a CSV; written anew by each run.
    [string] $ResultPath,

    # The log, which each run is added to.
    [string] $LogPath,

    # The service of rows that name none.
    [string] $Provider,

    # What the rows of one run may cost together, such as '5 USD'; as New-VideoJob takes it.
    [string] $MaxCost,

    # The folder of journal and keys, where the environment cannot say it.
    [string] $VideoGenHome,

    # Submits rows again whose clip failed.
    [switch] $RetryFailed
)

$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'High'
$VerbosePreference = 'SilentlyContinue'

function Write-Log([string] $Level, [string] $Text) {
    $line = '{0} {1,-7} {2}' -f [DateTimeOffset]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture), $Level, ($Text -replace '\s+', ' ')
    if ($LogPath) { Add-Content -LiteralPath $LogPath -Value $line -Encoding utf8NoBOM }
    [Console]::Error.WriteLine($line)
}

# An error as the module words it, with its id and what to do next.
function Format-Trouble($Record) {
    $id = ($Record.FullyQualifiedErrorId -split ',')[0]
    $message = $Record.ErrorDetails.Message ? $Record.ErrorDetails.Message : $Record.Exception.Message
    $remedy = $Record.ErrorDetails.RecommendedAction
    $remedy ? "${id}: $message -> $remedy" : "${id}: $message"
}

function New-Folder([string] $File) {
    $folder = Split-Path -Path $File
    if ($folder) { $null = New-Item -Path $folder -ItemType Directory -Force -ErrorAction Stop }
}

# A line of the sheet for each job of this run, and for each row that became none.
function Get-Sheet([object[]] $Jobs, [object[]] $Trouble, [object[]] $Lost) {
    foreach ($job in $Jobs) {
        $text = @($Trouble | Where-Object { $_.TargetObject -is [VideoGen.VideoJob] -and $_.TargetObject.Key -eq $job.Key } | ForEach-Object { Format-Trouble $_ })[-1]
        [pscustomobject]@{
            Name = $job.Name; State = "$($job.Status)"; File = $job.File; Cost = "$($job.Cost)"
            Error = $job.File ? '' : $job.Error ? "$($job.Error)" : "$text"; Provider = $job.Provider; Id = $job.Id; Key = $job.Key
        }
    }

    foreach ($record in $Lost) {
        [pscustomobject]@{
            Name = $record.TargetObject.Name; State = 'NotSubmitted'; File = $null; Cost = ''
            Error = Format-Trouble $record; Provider = $record.TargetObject.Provider; Id = $null; Key = $null
        }
    }
}

# The jobs of this run as the journal has them now.
function Get-Job([string[]] $Key) {
    if ($Key) { Get-VideoJob -Batch $Batch -ErrorAction SilentlyContinue | Where-Object Key -In $Key }
}

function Invoke-Batch {
    $missing = foreach ($name in 'Path', 'Batch', 'Destination', 'ResultPath', 'LogPath') { if (-not (Get-Variable -Name $name -ValueOnly)) { "-$name" } }
    if ($missing) { throw "Give $($missing -join ', ')." }

    [double] $seconds = 0
    if (-not [double]::TryParse($Timeout, 'Float', [cultureinfo]::InvariantCulture, [ref] $seconds) -or $seconds -le 0) { throw "-Timeout is a number of seconds above 0, not '$Timeout'." }

    if ($VideoGenHome) { $env:VIDEOGEN_HOME = $VideoGenHome }
    Import-Module -Name VideoGen -ErrorAction Stop
    [object[]] $rows = Import-Csv -LiteralPath $Path -ErrorAction Stop
    if (-not $rows) { throw "There is no row in $Path." }

    # What the rows will need is logged, and left to them: one service that is not ready does not keep back the others.
    $test = @{ Unattended = $true }
    $named = @($Provider) + @($rows.Provider)
    if (@($rows | Where-Object { -not $_.Provider }).Count -eq 0 -or $Provider) { $test.Provider = @((Get-VideoProvider).Name | Where-Object { $_ -in $named }) }
    if (-not $test.Provider) { $test.Remove('Provider') }
    foreach ($check in Test-VideoEnvironment @test -ErrorAction Stop | Where-Object Result -In 'Failed', 'Warning') {
        Write-Log $check.Result.ToString().ToUpperInvariant() "$($check.Check)$($check.Subject ? " ($($check.Subject))" : ''): $($check.Detail) -> $($check.Remedy)"
    }

    $new = @{ Batch = $Batch; RetryFailed = $RetryFailed }
    if ($Provider) { $new.Provider = $Provider }
    if ($MaxCost) { $new.MaxCost = $MaxCost }
    $jobs = $submitting = $waiting = $saving = $warnings = $null
    try {
        # One pipeline: a clip is saved as soon as it is made, whatever becomes of the others and of this process. One that was
        # saved by an earlier run is not fetched again, wherever it has gone since.
        $rows | New-VideoJob @new -OutVariable jobs -ErrorVariable submitting -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue |
            Wait-VideoJob -Timeout $seconds -ErrorVariable waiting -ErrorAction SilentlyContinue |
            Where-Object { $_.Status -eq 'Completed' -and -not $_.File } |
            Save-VideoJob -Destination $Destination -ErrorVariable saving -ErrorAction SilentlyContinue |
            ForEach-Object { Write-Log 'SAVED' $_.FullName }
    }
    catch {
        # An error that ended a command: the sheet still tells what became of the rows before it.
        $fatal = $_
    }

    foreach ($warning in $warnings) { Write-Log 'WARNING' $warning.Message }
    [object[]] $trouble = @($submitting) + @($waiting) + @($saving) | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    foreach ($record in $trouble) { Write-Log 'ERROR' (Format-Trouble $record) }
    if ($fatal -and $fatal.FullyQualifiedErrorId -notin $trouble.FullyQualifiedErrorId) { Write-Log 'ERROR' (Format-Trouble $fatal) }

    [object[]] $now = Get-Job $jobs.Key
    [object[]] $lost = $submitting | Where-Object { $_ -is [Management.Automation.ErrorRecord] -and $_.TargetObject -isnot [VideoGen.VideoJob] }
    Get-Sheet $now $trouble $lost | Select-Object Name, State, File, Cost, Error, Provider, Id, Key |
        Export-Csv -LiteralPath $ResultPath -Encoding utf8NoBOM -UseQuotes AsNeeded -ErrorAction Stop

    $open = @($now | Where-Object Status -In 'Pending', 'Sending', 'Queued', 'Running').Count
    $saved = @($now | Where-Object File).Count
    Write-Log 'INFO' "$($rows.Count) rows: $saved clips saved, $open still being made, $($now.Count - $saved - $open) not made or not saved, $($lost.Count) rows not submitted."
    if (-not $now) { return 2 }
    if ($open) { return 3 }
    [int] ($fatal -or $lost -or $saved -lt $now.Count)
}

$lock = $null
try {
    foreach ($file in $ResultPath, $LogPath) { if ($file) { New-Folder $file } }
    Write-Log 'INFO' "Batch '$Batch' of $Path begins."
    if ($ResultPath) {
        try {
            # Held until the process ends, however it ends. The journal would keep two runs apart too; the sheet would not.
            $lock = [IO.FileStream]::new("$($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultPath)).lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [IO.IOException] {
            Write-Log 'INFO' 'Another run of this batch is under way.'
            exit 3
        }
    }

    $code = @(Invoke-Batch)[-1]
}
catch {
    Write-Log 'ERROR' (Format-Trouble $_)
    if ($lock) {
        # Not the sheet of an earlier run.
        [pscustomobject]@{ Name = ''; State = 'NotStarted'; File = ''; Cost = ''; Error = Format-Trouble $_; Provider = ''; Id = ''; Key = '' } |
            Export-Csv -LiteralPath $ResultPath -Encoding utf8NoBOM -UseQuotes AsNeeded
    }

    $code = 2
}
finally {
    if ($lock) { $lock.Dispose() }
}

Write-Log 'INFO' "Ends with $code."
exit $code
