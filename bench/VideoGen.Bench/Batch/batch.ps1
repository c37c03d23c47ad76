# The batch as a user types it, after one of a few rows, so that what is measured is no start of a session.
param([string] $Module, [uri] $Address, [int] $Rows, [string] $Folder, [string] $Csv, [int] $AtOnce, [int] $WarmUpRows)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

function Invoke-Batch([string] $Name, [int] $Count, [string] $Target) {
    Import-Csv $Csv | Select-Object -First $Count | New-VideoJob -Batch $Name -ThrottleLimit $AtOnce | Wait-VideoJob | Save-VideoJob -Destination $Target -ThrottleLimit $AtOnce
}

$null = Invoke-Batch 'warm-up' $WarmUpRows (Join-Path $Folder 'warm-up')
Start-Sleep -Seconds 2
$null = Invoke-RestMethod -Method Post -Uri ([uri]::new($Address, '/_emulator/load'))
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$used = $process.TotalProcessorTime
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$null = Invoke-Batch 'bench' $Rows $Folder
$seconds = $watch.Elapsed.TotalSeconds
$process.Refresh()
[pscustomobject]@{ Seconds = $seconds; Processor = ($process.TotalProcessorTime - $used).TotalSeconds; Heap = [GC]::GetTotalMemory($true) } | ConvertTo-Json -Compress
