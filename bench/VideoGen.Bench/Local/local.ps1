# The pipeline as a user types it: seconds from the first row to the last clip that is rendered.
param([string] $Module, [string] $Csv)

Import-Module $Module
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$jobs = @(Import-Csv $Csv | New-VideoJob | Wait-VideoJob)
[pscustomobject]@{
    Seconds = $watch.Elapsed.TotalSeconds
    Completed = @($jobs | Where-Object Status -eq 'Completed').Count
} | ConvertTo-Json -Compress
