# Reads a CSV through a command, twice in one session: seconds of each, written to a file, since what a plan says goes to the host.
param([string] $Module, [string] $Csv, [string] $Result, [string] $Command, [switch] $Plan)

Import-Module $Module
$more = @{}
if ($Plan) { $more['WhatIf'] = $true }
if ($Command -eq 'Read-EmptyRow' -and $Plan) { $more['Ask'] = $true }
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$before = $process.TotalProcessorTime
$allocated = [System.GC]::GetTotalAllocatedBytes()
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Csv $Csv | & $Command @more | Out-Null
$first = $watch.Elapsed.TotalSeconds
$process.Refresh()
$processor = $process.TotalProcessorTime - $before
$allocated = [System.GC]::GetTotalAllocatedBytes() - $allocated
$watch.Restart()
Import-Csv $Csv | & $Command @more | Out-Null
[pscustomobject]@{
    First = $first
    Again = $watch.Elapsed.TotalSeconds
    Processor = $processor.TotalSeconds
    Allocated = $allocated
} | ConvertTo-Json -Compress | Set-Content $Result
