# Waits for all open jobs of the home, or for nothing. Ended from outside.
param([string] $Module, [ValidateSet('wait', 'idle')] [string] $Mode)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
if ($Mode -eq 'idle') {
    Get-VideoJob | Wait-VideoJob -Timeout 0
    [Console]::Out.WriteLine('ready')
    Start-Sleep -Seconds 3600
}

[Console]::Out.WriteLine('ready')
Get-VideoJob | Wait-VideoJob -Timeout 0
throw 'The wait has ended.'
