#Requires -Version 7.4
<#
.SYNOPSIS
Registers a scheduled task that runs Invoke-VideoBatch.ps1 under an account of its own, with its key and its journal.

.DESCRIPTION
Run it elevated, once a batch, and again to change something. It

* makes the folder of journal and keys under ProgramData, for that account and Administrators only,
* stores the key as that account, by a task that runs once: Windows encrypts a stored key for the account that stores it,
* registers the task. It runs every hour until it is removed; a run with nothing left to do submits nothing.

The account needs the right "Log on as a batch job". VideoGen has to be installed for all users (Install-PSResource -Scope AllUsers).

.EXAMPLE
./Register-VideoTask.ps1 -Credential (Get-Credential 'PC\video') -Path C:\Video\shots.csv -Batch trailer -Destination D:\Clips -Provider Akool -Token (Read-Host -AsSecureString)
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # The task's account, with its password.
    [Parameter(Mandatory)] [pscredential] $Credential,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Batch,
    [Parameter(Mandatory)] [string] $Destination,
    # The service, and its key. Without a key, the one that the account has stored already is used.
    [string] $Provider,
    [securestring] $Token,
    [string] $TaskName = "VideoGen $Batch",
    [string] $VideoGenHome = (Join-Path $env:ProgramData 'VideoGen'),
    [string] $Script = (Join-Path (Split-Path $PSScriptRoot) 'Invoke-VideoBatch.ps1'),
    [timespan] $Every = '01:00:00'
)

$ErrorActionPreference = 'Stop'

# One argument of a Windows command line.
function ConvertTo-Argument([string] $Text) {
    if ($Text -and $Text -notmatch '[\s"]') { return $Text }

    # Backslashes count only before a quote, the closing one included.
    '"' + ($Text -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"'
}

# A value in a PowerShell script.
function ConvertTo-Literal([string] $Text) { "'" + $Text.Replace("'", "''") + "'" }

# The command line of the task, after pwsh.
function Get-TaskArgument {
    $given = [ordered]@{ Path = $Path; Batch = $Batch; Destination = $Destination; ResultPath = (Join-Path $VideoGenHome "$Batch.csv"); LogPath = (Join-Path $VideoGenHome "$Batch.log"); VideoGenHome = $VideoGenHome }
    if ($Provider) { $given.Provider = $Provider }
    @('-NoProfile', '-NonInteractive', '-File', (ConvertTo-Argument $Script)) + @(foreach ($name in $given.Keys) { "-$name"; ConvertTo-Argument $given[$name] }) -join ' '
}

# The folder, for the account and Administrators (by their SID, whose name differs by language) and nobody else.
function New-Home {
    $null = New-Item -Path $VideoGenHome -ItemType Directory -Force
    & icacls.exe $VideoGenHome /inheritance:r /grant:r "$($Credential.UserName):(OI)(CI)M" '*S-1-5-32-544:(OI)(CI)F' | Out-Null
    if ($LASTEXITCODE) { throw "icacls could not set the rights of $VideoGenHome ($LASTEXITCODE)." }
}

# Stores the key as the account. The key travels in a file of that folder, which only the account and Administrators can read.
function Set-TaskKey {
    $name = "VideoGen key $([guid]::NewGuid())"
    $file = Join-Path $VideoGenHome "$([guid]::NewGuid()).tmp"
    $command = @(
        "`$ErrorActionPreference = 'Stop'"
        "`$env:VIDEOGEN_HOME = $(ConvertTo-Literal $VideoGenHome)"
        'Import-Module VideoGen'
        "Set-VideoCredential $(ConvertTo-Literal $Provider) -Token (ConvertTo-SecureString ([IO.File]::ReadAllText($(ConvertTo-Literal $file))) -AsPlainText -Force) -Confirm:`$false"
    ) -join '; '
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command))
    try {
        [IO.File]::WriteAllText($file, (ConvertFrom-SecureString $Token -AsPlainText))
        $action = New-ScheduledTaskAction -Execute (Get-Process -Id $PID).Path -Argument "-NoProfile -NonInteractive -EncodedCommand $encoded"
        $null = Register-ScheduledTask -TaskName $name -Action $action -User $Credential.UserName -Password $Credential.GetNetworkCredential().Password
        Start-ScheduledTask -TaskName $name
        $end = [datetime]::UtcNow.AddMinutes(2)

        # 267009 is "running", 267011 is "has not run yet".
        do {
            Start-Sleep -Seconds 1
            $result = (Get-ScheduledTaskInfo -TaskName $name).LastTaskResult
        } while ($result -in 267009, 267011 -and [datetime]::UtcNow -lt $end)
        if ($result -ne 0) { throw "The key could not be stored as $($Credential.UserName): the task ended with $result. Has the account the right 'Log on as a batch job', and is VideoGen installed for all users?" }
    }
    finally {
        Remove-Item -LiteralPath $file -Force -ErrorAction Ignore
        Unregister-ScheduledTask -TaskName $name -Confirm:$false -ErrorAction Ignore
    }
}

if ($Token -and -not $Provider) { throw 'Give -Provider with -Token: a key is for one service.' }
if (-not $PSCmdlet.ShouldProcess($TaskName, "Register a task that runs as $($Credential.UserName) every $Every")) { return }

New-Home
if ($Token) { Set-TaskKey }

$task = @{
    TaskName = $TaskName
    Action   = New-ScheduledTaskAction -Execute (Get-Process -Id $PID).Path -Argument (Get-TaskArgument) -WorkingDirectory (Split-Path $Path)
    Trigger  = New-ScheduledTaskTrigger -Once -At ([datetime]::Now) -RepetitionInterval $Every
    # A run that still goes on is left alone; one that the machine slept through is made up for.
    Settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable -ExecutionTimeLimit ([timespan]::FromHours(12)) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
    User     = $Credential.UserName
    Password = $Credential.GetNetworkCredential().Password
    Force    = $true
}
Register-ScheduledTask @task
