# A PowerShell of its own for what one session cannot show: a fresh import, a second process, a session that is killed.

function Get-ShellCommand {
    $executable = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path -LiteralPath $executable) {
        return , @($executable)
    }

    # As a .NET tool PowerShell is a library without an executable of its own.
    return , @('dotnet', (Join-Path $PSHOME 'pwsh.dll'))
}

# Runs a script in a new process and returns its lines of output, errors included; its exit code is in $LASTEXITCODE.
# $args of the script are the arguments, as text.
function Invoke-ChildShell {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [scriptblock] $Script,

        [Parameter(Position = 1, ValueFromRemainingArguments)]
        [string[]] $Arguments = @()
    )

    $path = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid()).ps1"
    [IO.File]::WriteAllText($path, "`$ErrorActionPreference = 'Stop'`n`$ProgressPreference = 'SilentlyContinue'`n`$PSStyle.OutputRendering = 'PlainText'`n$Script")
    try {
        $command = Get-ShellCommand
        $rest = @($command | Select-Object -Skip 1) + @('-NoProfile', '-NonInteractive', '-File', $path) + $Arguments
        & $command[0] @rest 2>&1 | ForEach-Object { "$_" }
    }
    finally {
        Remove-Item -LiteralPath $path
    }
}

Export-ModuleMember -Function Get-ShellCommand, Invoke-ChildShell
