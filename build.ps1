#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests and shows VideoGen from PowerShell, on any platform. build.sh does the same where there is only the .NET SDK.
.EXAMPLE
./build.ps1 -Task Demo
.EXAMPLE
./build.ps1 -Task Emulators openai=8080 phaseo
Starts servers that behave as these services, and prints what leads the module to them, until Ctrl+C.
.EXAMPLE
./build.ps1 -Task Faults -Rounds 50
Cuts connections, kills sessions and puts the services to trouble; fails when a job was paid twice or lost.
.EXAMPLE
./build.ps1 -Task Bench import batch -PeerModule ./Mine/Mine.psd1
Measures two rows of the table beside what a user would pick instead. Without rows all of them, with the results in bench/results.
.EXAMPLE
./build.ps1 -Task Package -Certificate 8F3A0C41D2B7E65F90A1C3D4E5F60718293A4B5C
Makes out/VideoGen.<version>.nupkg, as the PowerShell Gallery takes it, of signed files with a catalog. Without -Certificate unsigned.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Emulators', 'Faults', 'Bench', 'Clean')]
    [string] $Task = 'Build',

    # With -Task Emulators and Faults: names of services, for emulators each with =port or without; with -Task Bench: names of rows. None for all.
    [Parameter(Position = 1, ValueFromRemainingArguments)]
    [string[]] $Service = @(),

    # With -Task Faults: how often sessions are killed, over all services; the rest goes as deep in proportion.
    [ValidateRange(1, 1000000)]
    [int] $Rounds = 200,

    # With -Task Bench: how often each row is measured.
    [ValidateRange(1, 100)]
    [int] $Runs = 3,

    # With -Task Bench: little work, to see that everything runs; its figures mean nothing and are not written.
    [switch] $Quick,

    # With -Task Bench: a script module that the import is compared with as well.
    [string] $PeerModule,

    # With -Task Package: the thumbprint of a code signing certificate in the stores of the user or the machine, or the path of a .pfx.
    [string] $Certificate,

    # The password of the .pfx, where it has one.
    [securestring] $CertificatePassword,

    # Signatures outlive the certificate by the time that this server attests.
    [uri] $TimestampServer = 'http://timestamp.digicert.com'
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$configuration = 'Release'
$results = 'out/TestResults'

function Say([string] $Text) { Write-Host "==> $Text" }

# A key of the user's may not turn a test or the demo into something that is paid for.
function Remove-UserSetting {
    Get-ChildItem -Path Env:VIDEOGEN_* | Where-Object Name -NE 'VIDEOGEN_FFMPEG' | Remove-Item
    $env:VIDEOGEN_PROVIDER = 'Local'
}

function Test-FFmpeg {
    $env:VIDEOGEN_FFMPEG -or @(Get-Command -Name ffmpeg, ffprobe -CommandType Application -ErrorAction Ignore).Count -ge 2
}

# Installs FFmpeg where it is missing. False, having said why, where that cannot be done.
function Install-FFmpeg {
    if (Test-FFmpeg) { return $true }

    if (-not $IsWindows) {
        bash ./build.sh ffmpeg | Out-Host
    }
    elseif (Get-Command -Name winget -ErrorAction Ignore) {
        Say 'FFmpeg is missing; installing it: winget install Gyan.FFmpeg'
        winget install --id Gyan.FFmpeg --exact --accept-source-agreements --accept-package-agreements --disable-interactivity | Out-Host
        $env:PATH = (@('User', 'Machine').ForEach{ [Environment]::GetEnvironmentVariable('PATH', $_) } + $env:PATH) -join ';'
        if (-not (Test-FFmpeg)) { Say 'FFmpeg could not be installed.' }
    }
    else {
        Say 'FFmpeg is missing and there is no winget here: install it by hand.'
    }

    return Test-FFmpeg
}

function Invoke-Build([string] $Project) {
    Say "Building $Project"
    # As `dotnet build`, which cannot be kept from writing a summary.
    dotnet msbuild $Project -restore -property:Configuration=$configuration -verbosity:quiet -nologo | Out-Host
    return $LASTEXITCODE -eq 0
}

# A PowerShell of its own, so that the module's files are not held open by this session.
function Invoke-Script([string] $Path, [string[]] $Arguments = @()) {
    $shell = Get-ShellCommand
    $rest = @($shell | Select-Object -Skip 1) + @('-NoProfile', '-NonInteractive', '-File', $Path) + $Arguments
    & $shell[0] @rest | Out-Host
    return $LASTEXITCODE
}

function Invoke-Demo {
    if (-not (Install-FFmpeg)) { throw 'The demo renders with FFmpeg and cannot go on without it.' }

    Remove-UserSetting
    $env:VIDEOGEN_HOME = Join-Path $PSScriptRoot 'out/demo/home'
    if (-not (Invoke-Build src/VideoGen/VideoGen.csproj)) { throw 'The build failed.' }
    if ((Invoke-Script samples/demo.ps1) -ne 0) { throw 'Some clips are missing; run the demo again to go on where it stopped.' }
    Say "The clips are in $(Join-Path $PSScriptRoot clips)"
}

# The certificate to sign with. Throws, before anything is built, where it cannot sign.
function Get-SigningCertificate {
    if (-not $IsWindows) { throw 'Signing needs Windows: PowerShell signs files and makes catalogs nowhere else. Leave -Certificate out for an unsigned package.' }

    if (Test-Path -LiteralPath $Certificate -PathType Leaf) {
        $password = $CertificatePassword ? @{ Password = $CertificatePassword } : @{ NoPromptForPassword = $true }
        $found = Get-PfxCertificate -LiteralPath $Certificate @password
    }
    else {
        $found = Get-ChildItem -Path Cert:\CurrentUser\My, Cert:\LocalMachine\My -CodeSigningCert | Where-Object Thumbprint -EQ $Certificate | Select-Object -First 1
        if (-not $found) { throw "'$Certificate' is neither a file nor the thumbprint of a code signing certificate of this user or machine. See Get-ChildItem Cert:\CurrentUser\My -CodeSigningCert." }
    }

    if (-not $found.HasPrivateKey) { throw "The private key of the certificate $($found.Thumbprint) is not here." }
    return $found
}

function Add-Signature([string[]] $Path, $SigningCertificate) {
    foreach ($signature in Set-AuthenticodeSignature -LiteralPath $Path -Certificate $SigningCertificate -HashAlgorithm SHA256 -IncludeChain NotRoot -TimestampServer $TimestampServer) {
        if ($signature.Status -ne 'Valid') { throw "$($signature.Path) could not be signed: $($signature.StatusMessage)" }
    }
}

# Signs what of out/VideoGen can carry a signature and nobody has signed; a signed catalog of all files covers the rest.
function Protect-Module($SigningCertificate) {
    $folder = Convert-Path -LiteralPath out/VideoGen
    $unsigned = Get-ChildItem -LiteralPath $folder -Recurse -File -Include *.dll, *.psd1, *.ps1xml | Where-Object { (Get-AuthenticodeSignature -LiteralPath $_).Status -ne 'Valid' }
    Add-Signature $unsigned.FullName $SigningCertificate

    # Made elsewhere, so that it does not list itself.
    $catalog = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid()).cat"
    $null = New-FileCatalog -Path $folder -CatalogFilePath $catalog -CatalogVersion 2.0
    Move-Item -LiteralPath $catalog -Destination "$folder/VideoGen.cat" -Force
    Add-Signature "$folder/VideoGen.cat" $SigningCertificate
    $check = Test-FileCatalog -Path $folder -CatalogFilePath "$folder/VideoGen.cat" -FilesToSkip VideoGen.cat -Detailed
    if ($check.Status -ne 'Valid') { throw "The catalog does not fit the files: $($check.Status)." }
}

function Invoke-Package {
    $signingCertificate = $Certificate ? (Get-SigningCertificate) : $null
    if (-not (Invoke-Build src/VideoGen/VideoGen.csproj)) { throw 'The build failed.' }

    if ($signingCertificate) {
        Say "Signing out/VideoGen as $($signingCertificate.Subject)"
        Protect-Module $signingCertificate
    }

    Say 'Packing src/VideoGen.Package/VideoGen.Package.csproj'
    Remove-Item -Path out/VideoGen.*.nupkg, out/VideoGen.*.sha256 -ErrorAction Ignore
    dotnet msbuild src/VideoGen.Package/VideoGen.Package.csproj -restore -target:Pack -property:Configuration=$configuration -verbosity:quiet -nologo | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'The package could not be made.' }
    Say "The package is $(Convert-Path -Path out/VideoGen.*.nupkg), $($signingCertificate ? 'signed' : 'unsigned')."
}

function Invoke-Emulator {
    if (-not (Invoke-Build tests/VideoGen.Emulators/VideoGen.Emulators.csproj)) { throw 'The build failed.' }
    Say 'Starting the emulators of the services. Paste this into the session that is to use them; Ctrl+C ends them.'
    dotnet "tests/VideoGen.Emulators/bin/$configuration/net10.0/VideoGen.Emulators.dll" services --paste @Service | Out-Host
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Invoke-Fault {
    if (-not (Install-FFmpeg)) { Say 'There is no FFmpeg: what needs it is left out.' }

    Remove-UserSetting
    $env:VIDEOGEN_HOME = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"
    try {
        if (-not ((Invoke-Build src/VideoGen/VideoGen.csproj) -and (Invoke-Build tests/VideoGen.Faults/VideoGen.Faults.csproj))) { throw 'The build failed.' }

        # The sessions of the suite start the pwsh of the PATH.
        $shell = (Get-Command -Name pwsh -CommandType Application -ErrorAction Ignore) ? @('--shell', 'pwsh') : @()
        dotnet "tests/VideoGen.Faults/bin/$configuration/net10.0/VideoGen.Faults.dll" --rounds $Rounds @shell @Service | Out-Host
        $ended = $LASTEXITCODE
    }
    finally {
        Remove-Item -LiteralPath $env:VIDEOGEN_HOME -Recurse -Force -ErrorAction Ignore
    }

    if ($ended -ne 0) { exit $ended }
}

# Runs what is built and counts the results, files that begin with the prefix.
function Invoke-XunitTest([string] $Project, [string] $Prefix) {
    dotnet test $Project --configuration $configuration --no-build -nologo --results-directory $results `
        --logger "trx;LogFilePrefix=$Prefix" --logger 'console;verbosity=minimal' `
        --blame-hang-timeout 10min --blame-hang-dump-type none | Out-Host
    $ended = $LASTEXITCODE

    $count = @{ Passed = 0; Failed = 0; Skipped = 0 }
    foreach ($file in Get-ChildItem -Path $results -Filter "$Prefix*.trx") {
        $counters = ([xml] (Get-Content -LiteralPath $file -Raw)).TestRun.ResultSummary.Counters
        $count.Passed += [int] $counters.passed
        $count.Failed += [int] $counters.executed - [int] $counters.passed
        $count.Skipped += [int] $counters.total - [int] $counters.executed
    }

    # The test host crashed or hung, or there was nothing to run.
    if ($count.Failed -eq 0 -and ($ended -ne 0 -or $count.Passed -eq 0)) {
        Say "dotnet test $Project ended with code $ended and $($count.Passed) passed tests: counted as a failure."
        $count.Failed = 1
    }

    return $count
}

# The page of Export-VideoGallery in a browser: not in the solution, which restores and builds without Playwright.
function Invoke-GalleryTest {
    $project = 'tests/VideoGen.Gallery.Tests/VideoGen.Gallery.Tests.csproj'
    $none = @{ Passed = 0; Failed = 0; Skipped = 0 }
    if (-not (Get-Command -Name chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore) -or -not (Get-Command -Name ffmpeg -CommandType Application -ErrorAction Ignore)) {
        Say 'The gallery in a browser: skipped, Chromium or ffmpeg is not on the PATH.'
        return $none
    }

    dotnet restore $project -verbosity:quiet -nologo | Out-Host
    if ($LASTEXITCODE -ne 0) {
        Say 'The gallery in a browser: skipped, its packages (Microsoft.Playwright) could not be restored.'
        return $none
    }

    return (Invoke-Build $project) ? (Invoke-XunitTest $project gallery) : @{ Passed = 0; Failed = 1; Skipped = 0 }
}

function Invoke-PesterTest {
    $ended = Invoke-Script tests/Pester/run.ps1 '-ResultPath', "$results/pester.json"
    if (Test-Path -LiteralPath "$results/pester.json") {
        return Get-Content -LiteralPath "$results/pester.json" | ConvertFrom-Json -AsHashtable
    }

    Say "Pester ended with code $ended and left no result: counted as a failure."
    return @{ Passed = 0; Failed = 1; Skipped = 0 }
}

function Invoke-Test {
    if (-not (Install-FFmpeg)) { Say 'There is no FFmpeg: the tests that need it are skipped.' }

    Remove-UserSetting
    $env:VIDEOGEN_HOME = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"
    try {
        Remove-Item -Path $results -Recurse -ErrorAction Ignore
        $null = New-Item -Path $results, $env:VIDEOGEN_HOME -ItemType Directory -Force
        $counts = (Invoke-Build VideoGenPS.sln) ? @((Invoke-XunitTest VideoGenPS.sln xunit), (Invoke-GalleryTest), (Invoke-PesterTest)) : @(@{ Passed = 0; Failed = 1; Skipped = 0 })
    }
    finally {
        Remove-Item -LiteralPath $env:VIDEOGEN_HOME -Recurse -Force -ErrorAction Ignore
    }

    $passed, $failed, $skipped = 'Passed', 'Failed', 'Skipped' | ForEach-Object { ($counts | ForEach-Object $_ | Measure-Object -Sum).Sum }
    Write-Host "$passed passed, $failed failed$($skipped ? ", $skipped skipped" : '')"
    if ($failed -gt 0) { exit 1 }
}

# Clips that the demo made go with it; whatever else is in clips/ is the user's.
function Clear-Output {
    if (Test-Path -LiteralPath out/demo/clips.txt) {
        Get-Content -LiteralPath out/demo/clips.txt | ForEach-Object { Remove-Item -LiteralPath $_ -ErrorAction Ignore }
        if ((Test-Path -LiteralPath clips) -and -not (Get-ChildItem -LiteralPath clips -Force)) { Remove-Item -LiteralPath clips }
    }

    Remove-Item -Path out -Recurse -Force -ErrorAction Ignore
    Get-ChildItem -Path src, tests, samples, bench -Directory -Recurse -Include bin, obj | Remove-Item -Recurse -Force
}

function Invoke-Bench {
    if (-not (Install-FFmpeg)) { Say 'There is no FFmpeg: what needs it is left out.' }

    Remove-UserSetting
    if (-not ((Invoke-Build src/VideoGen/VideoGen.csproj) -and (Invoke-Build bench/VideoGen.Bench/VideoGen.Bench.csproj))) { throw 'The build failed.' }

    $options = @('--runs', $Runs)
    if ($Quick) { $options += '--quick' }
    if ($PeerModule) { $options += '--peer-module', (Convert-Path -LiteralPath $PeerModule) }
    dotnet "bench/VideoGen.Bench/bin/$configuration/net10.0/VideoGen.Bench.dll" @Service @options | Out-Host
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# The session that called keeps its location and its environment.
$environment = @{}
Get-ChildItem -Path Env: | ForEach-Object { $environment[$_.Name] = $_.Value }
Push-Location -LiteralPath $PSScriptRoot
try {
    $env:DOTNET_NOLOGO = $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    if ($env:CI) { $env:MSBUILDDISABLENODEREUSE = '1' }

    Import-Module ./tests/Pester/ChildShell.psm1 -Force
    switch ($Task) {
        Build { if (-not (Invoke-Build VideoGenPS.sln)) { exit 1 } }
        Test { Invoke-Test }
        Demo { Invoke-Demo }
        Package { Invoke-Package }
        Emulators { Invoke-Emulator }
        Faults { Invoke-Fault }
        Bench { Invoke-Bench }
        Clean { Clear-Output }
    }
}
finally {
    Remove-Module -Name ChildShell -ErrorAction Ignore
    Get-ChildItem -Path Env: | Where-Object { -not $environment.ContainsKey($_.Name) } | Remove-Item
    $environment.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
    Pop-Location
}
