#Requires -Version 7.4
<#
.SYNOPSIS
Runs the Pester tests on out/VideoGen and writes their counts to ResultPath, as {"Passed":1,"Failed":0,"Skipped":0}.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ResultPath
)
$ErrorActionPreference = 'Stop'
$minimum = [version] '5.5'
$unavailable = Join-Path $PSScriptRoot '../../out/unavailable/pester'

function Get-Pester {
    Get-Module -Name Pester -ListAvailable | Where-Object Version -GE $minimum | Sort-Object Version -Descending | Select-Object -First 1
}

# Why Pester could not be installed; nothing when it was.
function Install-Pester {
    $lastTry = Get-Item -LiteralPath $unavailable -ErrorAction Ignore
    if ($lastTry.LastWriteTime -gt [datetime]::Now.AddDays(-1)) {
        return Get-Content -LiteralPath $unavailable -Raw
    }

    try {
        if (-not (Get-Command -Name Install-PSResource -ErrorAction Ignore)) {
            throw 'this PowerShell comes without Install-PSResource'
        }

        # Install-PSResource has no timeout of its own.
        $gallery = Get-PSResourceRepository -Name PSGallery
        $null = Invoke-WebRequest -Uri $gallery.Uri -Method Head -TimeoutSec 10 -SkipHttpErrorCheck

        Write-Host '==> Pester is missing; installing it from the PowerShell Gallery for this user.'
        Install-PSResource -Name Pester -Version "[$minimum,6.0)" -Repository PSGallery -Scope CurrentUser -TrustRepository -Quiet
    }
    catch {
        $reason = "Pester is not installed and could not be fetched from the PowerShell Gallery: $($_.Exception.Message)"
        $null = New-Item -Path $unavailable -ItemType File -Value $reason -Force
        return $reason
    }
}

function Write-Result([int] $Passed, [int] $Failed, [int] $Skipped) {
    [ordered]@{ Passed = $Passed; Failed = $Failed; Skipped = $Skipped } | ConvertTo-Json -Compress | Set-Content -LiteralPath $ResultPath
}

if (-not (Get-Pester) -and ($reason = Install-Pester)) {
    Write-Host "==> Pester: skipped. $reason"
    Write-Result 0 0 0
    exit 0
}

Get-Pester | Import-Module

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = [Console]::IsOutputRedirected ? 'Plaintext' : 'Auto'
$configuration.Output.StackTraceVerbosity = 'FirstLine'

# The tests see what a user's session sees, whose preference is the default.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration

# A file that does not parse, or a block whose set-up fails, may leave no failed test behind.
[int] $failed = $run.FailedCount + $run.FailedContainersCount
if ($failed -eq 0 -and $run.Result -ne 'Passed') { $failed = 1 }

Write-Result $run.PassedCount $failed ($run.SkippedCount + $run.InconclusiveCount)
exit [int]($failed -gt 0)
