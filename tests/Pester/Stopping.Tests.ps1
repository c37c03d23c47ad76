#Requires -Version 7.4
# Ctrl+C at any moment: the command ends within two seconds, says nothing more, and the journal knows every job that was made.

BeforeDiscovery {
    $row = '@{ Provider = $p; Prompt = "clip $(New-Guid)"; Image = "https://images.example/lake.png" }'
    $silence = @('silence', '', 500)
    $cases = @(
        @{ What = 'the service does not answer a submission'; Trouble = $silence; Script = "1..20 | ForEach-Object { $row } | New-VideoJob" }
        @{ What = 'rows are submitted'; Script = "1..200 | ForEach-Object { $row } | New-VideoJob -Batch (New-Guid)" }
        @{ What = 'rows are submitted and waited for'; Script = "1..50 | ForEach-Object { $row } | New-VideoJob | Wait-VideoJob" }
        @{ What = 'the service refuses, and rows wait'; Provider = 'Dafty'; Script = "1..12 | ForEach-Object { $row } | New-VideoJob" }
        @{ What = 'a silent service is waited for'; Trouble = $silence; Script = '$jobs | Wait-VideoJob' }
        @{ What = 'a failing service is waited for'; Trouble = @('status', '503', 500); Script = '$jobs | Wait-VideoJob' }
        @{ What = 'a read is held'; Provider = 'Dafty'; Trouble = $silence; Script = '$jobs | Wait-VideoJob' }
        @{ What = 'a slow clip is saved'; Provider = 'Phaseo'; Trouble = @('slow', '500', 500); Script = '$jobs | Wait-VideoJob | Save-VideoJob -Destination $clips -WithManifest' }
        @{ What = 'a download stalls'; Provider = 'Phaseo'; Trouble = @('stall', '5000', 500); Script = '$jobs | Wait-VideoJob | Save-VideoJob -Destination $clips' }
        @{ What = 'a service is asked for its jobs'; Trouble = $silence; Script = 'Get-VideoJob -AtService -Provider $p' }
        @{ What = 'a credential is tested'; Trouble = $silence; Script = 'Test-VideoCredential $p' }
        @{ What = 'lost jobs are looked for'; Trouble = $silence; Script = '$jobs | Resolve-VideoJob; Get-VideoJob -AtService -Provider $p' }
        @{ What = 'thousands of rows are priced'; Script = '1..100000 | ForEach-Object { @{ Provider = $p; Prompt = "clip $_"; Image = "https://images.example/lake.png" } } | Get-VideoPrice' }
        @{ What = 'the journal is exported'; Script = '1..100000 | ForEach-Object { Get-VideoJob } | Export-Csv $clips/sheet.csv' }
    )
    foreach ($case in $cases) {
        if (-not $case.Provider) { $case.Provider = 'Akool' }
        if (-not $case.Trouble) { $case.Trouble = @() }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $environment = $env:VIDEOGEN_PROVIDER
    $env:VIDEOGEN_PROVIDER = $null
    $emulators = Start-Emulator -Seconds 1
    $seed = $env:VIDEOGEN_TEST_SEED ? [int]$env:VIDEOGEN_TEST_SEED : (Get-Random -Maximum 1000000)
    $random = [Random]::new($seed)

    # No test is about money.
    foreach ($service in 'Akool', 'Dafty', 'Phaseo') {
        $uri = [uri](Get-Item -Path "Env:VIDEOGEN_$($service.ToUpperInvariant())_URI").Value
        $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($uri, '/_emulator/balance?value=1000000'))
    }

    Write-Host "Stopping.Tests.ps1: VIDEOGEN_TEST_SEED=$seed"

    # Not in $TestDrive: this process still gives signs of life in its homes when Pester wants to delete that.
    $root = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"
}

AfterAll {
    Stop-Emulator $emulators
    $env:VIDEOGEN_HOME = $null
    $env:VIDEOGEN_PROVIDER = $environment
    Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
}

Describe 'A command that is stopped while <What>' -ForEach $cases {
    It 'ends within two seconds, is quiet afterwards, and loses no job' {
        for ($round = 1; $round -le 2; $round++) {
            $place = Join-Path $root ([guid]::NewGuid())
            $env:VIDEOGEN_HOME = Join-Path $place 'home'
            $clips = (New-Item -Path (Join-Path $place 'clips') -ItemType Directory -Force).FullName
            Set-Scenario $Provider clear
            $made = Get-MadeCount $Provider
            $jobs = $Script -match '\$jobs' ? @(@{ Provider = $Provider; Prompt = "clip $(New-Guid)"; Image = 'https://images.example/lake.png' } | New-VideoJob) : @()
            if ($Script -match '\$jobs') { $jobs | Should -HaveCount 1 }
            if ($Trouble) { Set-Scenario $Provider $Trouble[0] $Trouble[1] $Trouble[2] }

            $shell = [powershell]::Create().AddScript("param(`$module, `$p, `$jobs, `$clips) Import-Module `$module; $Script").AddArgument($manifestPath).AddArgument($Provider).AddArgument($jobs).AddArgument($clips)
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $moment = 300 + $random.Next(1500)
            $null = $running.AsyncWaitHandle.WaitOne($moment)

            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $took = $watch.Elapsed.TotalSeconds

            # Two seconds are the promise; a machine under load gets half of one more.
            $took | Should -BeLessThan 2.5 -Because "stopped after $moment ms (round $round, seed $seed)"
            $said = $output.Count, $shell.Streams.Error.Count, $shell.Streams.Warning.Count, $shell.Streams.Information.Count
            [Threading.Thread]::Sleep(300)
            ($output.Count, $shell.Streams.Error.Count, $shell.Streams.Warning.Count, $shell.Streams.Information.Count) | Should -Be $said
            $shell.Dispose()

            # What the service made is in the journal, by its id or as one whose answer was lost.
            Set-Scenario $Provider clear
            $known = @(Get-VideoJob -Provider $Provider -ErrorAction Ignore)
            $new = (Get-MadeCount $Provider) - $made
            @($known | Where-Object Id).Count | Should -BeLessOrEqual $new -Because "seed $seed"
            $known.Count | Should -BeGreaterOrEqual $new -Because "stopped after $moment ms (round $round, seed $seed)"
            $known | ForEach-Object { $_.Status | Should -BeIn 'Queued', 'Running', 'Completed', 'Unknown' }

            # No file is there under its name that is not whole, and what was begun can be gone on with.
            if ($Provider -eq 'Phaseo') {
                Get-ChildItem -LiteralPath $clips -Filter *.mp4 | Should -BeNullOrEmpty -Because 'the clip came slowly'
                $jobs | Wait-VideoJob -Timeout 60 -PollInterval 1 | Save-VideoJob -Destination $clips | Should -HaveCount 1
                (Get-ChildItem -LiteralPath $clips -Filter *.part*) | Should -BeNullOrEmpty
            }
        }
    }
}
