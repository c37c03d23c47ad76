# The emulators as a program of their own, as users start them.

# Starts the emulators of all services and leads this session to them. Returns the process; give it to Stop-Emulator.
function Start-Emulator {
    param(
        # Seconds a job takes; 0 has it ended when it is first asked for.
        [int] $Seconds = 0
    )

    $program = Get-ChildItem -Path "$PSScriptRoot/../VideoGen.Emulators/bin/*/net*/VideoGen.Emulators.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'The emulators are not built: run ./build.ps1 first.' }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in $program.FullName, 'services', '--seconds', "$Seconds") { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $true
    $process = [Diagnostics.Process]::Start($start)
    while ($null -ne ($line = $process.StandardOutput.ReadLine()) -and $line -ne '# ready') {
        $name, $value = $line -split '=', 2
        Set-Item -Path "Env:$name" -Value $value
    }

    if ($null -eq $line) { throw "The emulators ended with code $($process.ExitCode)." }
    return $process
}

function Stop-Emulator([Diagnostics.Process] $Process) {
    if ($Process) {
        $Process.Kill()
        $Process.WaitForExit()
    }

    Remove-Item -Path Env:VIDEOGEN_*_URI, Env:VIDEOGEN_*_KEY, Env:VIDEOGEN_PHASEO_TEAM_ID
}

# Jobs that a service has made since the emulators were started.
function Get-MadeCount([string] $Service) {
    $uri = [uri](Get-Item -Path "Env:VIDEOGEN_$($Service.ToUpperInvariant())_URI").Value
    [int](Invoke-RestMethod -Uri ([uri]::new($uri, '/_emulator/jobs')))
}

# Plays trouble at a service; see the README of the emulators' scenarios in CONTRIBUTING.md.
function Set-Scenario([string] $Service, [string] $Name, [string] $Value = '', [int] $Times = 1) {
    $uri = [uri](Get-Item -Path "Env:VIDEOGEN_$($Service.ToUpperInvariant())_URI").Value
    $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($uri, "/_emulator/scenario?name=$Name&value=$([uri]::EscapeDataString($Value))&times=$Times"))
}

Export-ModuleMember -Function Start-Emulator, Stop-Emulator, Get-MadeCount, Set-Scenario
