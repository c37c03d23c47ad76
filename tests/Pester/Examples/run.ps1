#Requires -Version 7.4
<#
.SYNOPSIS
Runs the examples in WORK/examples.json and prints what they print, each part below a line "#### page number part".
#>
param([Parameter(Mandatory)] [string] $Work)

Import-Module "$PSScriptRoot/../ChildShell.psm1", "$PSScriptRoot/../EmulatorProcess.psm1"

# By name, as it is found where it is installed: threads of an example import it themselves.
$env:PSModulePath = (Convert-Path "$PSScriptRoot/../../../out") + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module VideoGen
$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
$arrangements = . "$PSScriptRoot/arrangements.ps1"
$emulator = Start-Emulator
try {
    $environment = @(Get-ChildItem -Path Env:VIDEOGEN_* | Where-Object Name -NE VIDEOGEN_PROVIDER)
    foreach ($example in Get-Content -LiteralPath "$Work/examples.json" -Raw | ConvertFrom-Json) {
        Remove-Item -Path Env:VIDEOGEN_*
        foreach ($variable in $environment) { Set-Item -LiteralPath "Env:$($variable.Name)" -Value $variable.Value }
        $folder = New-Item -Path (Join-Path $Work "$($example.Page) $($example.Number)") -ItemType Directory
        $env:VIDEOGEN_HOME = Join-Path $folder 'home'

        # As somebody's who has used the module before: nobody watches this, and a journal that is new would be warned of.
        $null = New-Item -Path (Join-Path $env:VIDEOGEN_HOME 'journal') -ItemType Directory
        Push-Location -LiteralPath (New-Item -Path (Join-Path $folder 'here') -ItemType Directory)
        $texts = foreach ($part in $example.Parts) { $part.Code }

        # In a scope of its own, in which the parts of an example share their variables.
        & {
            foreach ($name in 'files', $example.Page) {
                if ($arrangements[$name]) { . $arrangements[$name] $args[2] *>&1 | Out-Null }
            }

            for ($i = 0; $i -lt $args[0].Count; $i++) {
                "#### $($args[1]) $i"
                . ([scriptblock]::Create($args[0][$i])) *>&1 | ForEach-Object { $_ -is [Management.Automation.WarningRecord] ? "WARNING: $_" : $_ } | Out-String -Stream -Width 74
            }
        } @($texts) "$($example.Page) $($example.Number)" $example.Number
        Pop-Location
    }
}
finally {
    Stop-Emulator $emulator
}
