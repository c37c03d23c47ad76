# What a session asks of its journal, each after it was done once, so that what is measured is the journal and no start of a session.
param([string] $Module)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
Import-Module $Module

function Measure-Median([int] $Rounds, [scriptblock] $Work) {
    $seconds = foreach ($round in 0..$Rounds) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $Work $round
        $watch.Elapsed.TotalSeconds
    }
    # Without the first.
    @($seconds | Select-Object -Skip 1 | Sort-Object)[[int] [Math]::Floor($Rounds / 2)]
}

$first = [System.Diagnostics.Stopwatch]::StartNew()
$jobs = @(Get-VideoJob).Count
$first.Stop()
$run = [guid]::NewGuid()
[pscustomobject]@{
    Jobs     = $jobs
    FirstAll = $first.Elapsed.TotalSeconds
    All      = Measure-Median 3 { Get-VideoJob }
    New      = Measure-Median 15 { param($round) New-VideoJob "a fox in the snow $run $round" -ErrorAction Stop }
    Lookup   = Measure-Median 15 { 'a fox that was there before' | New-VideoJob -Batch "lookup $run" -ErrorAction Stop }
} | ConvertTo-Json -Compress
