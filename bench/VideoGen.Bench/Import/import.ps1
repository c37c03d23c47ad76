# Imports a module in a fresh session and runs a first command of it: milliseconds of both, and methods compiled meanwhile.
param([string] $Module, [string] $Command)

$methods = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $watch.Elapsed.TotalMilliseconds
$importMethods = [System.Runtime.JitInfo]::GetCompiledMethodCount($false) - $methods
$first = $null
if ($Command) {
    $watch.Restart()
    & $Command | Out-String | Out-Null
    $first = $watch.Elapsed.TotalMilliseconds
}

[pscustomobject]@{
    Import = $import
    ImportMethods = $importMethods
    First = $first
    FirstMethods = [System.Runtime.JitInfo]::GetCompiledMethodCount($false) - $methods - $importMethods
} | ConvertTo-Json -Compress
