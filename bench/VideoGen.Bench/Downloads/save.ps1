# Saves clips of the bench's server as a user's session does, and tells how long it took and by how much the session grew meanwhile.
param([string] $Module, [string] $Destination, [int] $Count, [long] $Bytes)

$ErrorActionPreference = 'Stop'
Import-Module $Module

# What any first save loads and compiles is no cost of a file.
1..4 | ForEach-Object { Get-VideoJob -Id "100000$_-65536" -Provider OpenAI } | Save-VideoJob -Destination (Join-Path $Destination 'warm') | Out-Null
$jobs = 0..($Count - 1) | ForEach-Object { Get-VideoJob -Id "$_-$Bytes" -Provider OpenAI }

[GC]::Collect()
$process = [Diagnostics.Process]::GetCurrentProcess()
$before = $process.WorkingSet64
if (Test-Path /proc/self/clear_refs) {
    # The peak is counted from here (proc(5), clear_refs).
    [IO.File]::WriteAllText('/proc/self/clear_refs', '5')
}

$watch = [Diagnostics.Stopwatch]::StartNew()
$files = @($jobs | Save-VideoJob -Destination (Join-Path $Destination '{Id}.{Extension}'))
$seconds = $watch.Elapsed.TotalSeconds
if ($files.Count -ne $Count) { throw "$($files.Count) of $Count clips were saved." }

$process.Refresh()
[ordered]@{ seconds = $seconds; resident = $process.PeakWorkingSet64 - $before } | ConvertTo-Json -Compress
