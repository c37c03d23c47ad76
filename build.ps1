#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests and shows VideoGen from PowerShell, on any platform; build.sh does the same where there is only the .NET SDK.
.EXAMPLE
./build.ps1 -Task Demo
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Clean')]
    [string] $Task = 'Build'
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
if ($env:CI) { $env:MSBUILDDISABLENODEREUSE = '1' }

$configuration = 'Release'
$results = 'out/TestResults'

Import-Module ./tests/Pester/ChildShell.psm1 -Force

function Say([string] $Text) { Write-Host "==> $Text" }

function Test-FFmpeg { $env:VIDEOGEN_FFMPEG -or ((Get-Command ffmpeg -CommandType Application -ErrorAction Ignore) -and (Get-Command ffprobe -CommandType Application -ErrorAction Ignore)) }

# True when FFmpeg is there or could be installed; says why not otherwise.
function Install-FFmpeg {
    if (Test-FFmpeg) { return $true }

    if (-not $IsWindows) {
        bash ./build.sh ffmpeg | Out-Host
        return Test-FFmpeg
    }

    if (-not (Get-Command winget -ErrorAction Ignore)) {
        Say 'FFmpeg is missing and winget is not here: install FFmpeg by hand and put it on the PATH.'
        return $false
    }

    Say 'FFmpeg is missing; installing it: winget install --id Gyan.FFmpeg'
    winget install --id Gyan.FFmpeg --exact --accept-source-agreements --accept-package-agreements --disable-interactivity | Out-Host
    $env:PATH = ([Environment]::GetEnvironmentVariable('PATH', 'User'), [Environment]::GetEnvironmentVariable('PATH', 'Machine'), $env:PATH) -join ';'
    if (-not (Test-FFmpeg)) {
        Say 'FFmpeg could not be installed.'
        return $false
    }

    return $true
}
