#Requires -Version 7.4
# What commands say beside their output: bars, verbose lines, debug messages and summaries.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1", "$PSScriptRoot/EmulatorProcess.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $previous = $env:VIDEOGEN_HOME, $env:VIDEOGEN_PROVIDER
    $emulator = Start-Emulator
    $image = 'https://images.example/a.png'

    # Requests that a service has had since the emulators were started.
    function Get-Ledger([string] $Service) {
        $uri = [uri](Get-Item -Path "Env:VIDEOGEN_$($Service.ToUpperInvariant())_URI").Value
        @((Invoke-RestMethod -Uri ([uri]::new($uri, '/_emulator/ledger'))) | ForEach-Object { $_ })
    }

    function Select-Exchange([object[]] $Written) {
        @($Written | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_.Message -match '^(GET|POST|PUT|PATCH|DELETE|HEAD) ' })
    }

    # Runs a script in a session of its own and returns its progress records; at the first record, where that is wanted, the session is stopped.
    function Get-ProgressRecord([string] $Script, [switch] $Stop) {
        $shell = [powershell]::Create().AddScript("Import-Module '$manifestPath'`n$Script")
        try {
            $running = $shell.BeginInvoke()
            if ($Stop) {
                while ($shell.Streams.Progress.Count -eq 0 -and -not $running.IsCompleted) { $null = $running.AsyncWaitHandle.WaitOne(50) }
                $shell.Stop()
            }

            try { $null = $shell.EndInvoke($running) } catch { $null = $_ }
            @($shell.Streams.Progress.ReadAll())
        }
        finally {
            $shell.Dispose()
        }
    }

    function Assert-Ended([object[]] $Records) {
        $Records | Should -Not -BeNullOrEmpty
        foreach ($bar in $Records | Group-Object ActivityId) {
            $bar.Group[-1].RecordType | Should -Be 'Completed' -Because "the bar $($bar.Group[0].Activity) is taken away"
            @($bar.Group | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
    $env:VIDEOGEN_HOME, $env:VIDEOGEN_PROVIDER = $previous
}

Describe 'Messages' {
    BeforeEach {
        $env:VIDEOGEN_HOME = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $env:VIDEOGEN_PROVIDER = 'Akool'
    }

    Context 'Verbose' {
        It 'is one line for each request that a service has had' {
            $before = (Get-Ledger Akool).Count

            $written = @(
                New-VideoJob 'a fox' -Image $image -Verbose 4>&1
                Get-VideoJob -Refresh -Verbose 4>&1
                Get-VideoBalance -Provider Akool -Verbose 4>&1
                Get-VideoEffect -Provider Akool -Verbose 4>&1
                Test-VideoCredential Akool -Verbose 4>&1
                Get-VideoJob -Provider Akool -AtService -Verbose 4>&1
            )

            $lines = Select-Exchange $written
            $requests = @(Get-Ledger Akool | Select-Object -Skip $before)
            $lines.Count | Should -Be $requests.Count
            for ($i = 0; $i -lt $lines.Count; $i++) {
                $path = ($requests[$i].target -split '\?')[0]
                $lines[$i].Message | Should -Match "^$($requests[$i].method) 127\.0\.0\.1:\d+$([regex]::Escape($path)): 200 in \d+ ms, [\d.]+ K?B"
            }
            $lines.Message -match '[?]|emulator-key' | Should -BeNullOrEmpty
        }

        It 'names the job, and has a line for each clip that is saved' {
            $job = New-VideoJob 'a fox' -Image $image | Wait-VideoJob -PollInterval 1

            $lines = Select-Exchange ($job | Save-VideoJob -Destination $env:VIDEOGEN_HOME -Verbose 4>&1)

            $lines.Count | Should -Be 1
            $lines[0].Message | Should -Match "^GET 127\.0\.0\.1:\d+/\S+\.mp4: 200 in \d+ ms, 200 KB, job $($job.ShortId)$"
        }

        It 'tells each attempt of a read that is sent again' {
            $job = New-VideoJob 'a fox' -Image $image
            Set-Scenario Akool status 503 -Times 2

            (Select-Exchange (Get-VideoJob $job.Key -Verbose 4>&1)).Message -replace '.*: (\d+) in.*', '$1' | Should -Be '503', '503', '200'
        }

        It 'says nothing where nobody asks' {
            $written = New-VideoJob 'a fox' -Image $image 3>&1 4>&1 5>&1

            $written | Should -BeOfType ([VideoGen.VideoJob])
        }
    }

    Context 'Debug' {
        It 'shows what was sent and answered, and no secret in any stream' {
            $env:VIDEOGEN_PHASEO_KEY = 'aistats_v1_sk_canary_0123456789'
            # Not -Debug: the engine stops at each warning and error then, and asks.
            $DebugPreference = 'Continue'
            try {
                $written = @(
                    New-VideoJob 'a fox' -Provider Phaseo -Verbose *>&1
                    New-VideoJob 'a fox' -Provider Dafty -Image $PSScriptRoot/../../samples/images/lake.jpg *>&1
                    New-VideoJob 'a fox' -Provider Phaseo -WebhookUri https://hooks.example/x -WebhookSecret 'whs-canary-0123456789' *>&1
                    Get-VideoBalance -Provider Phaseo *>&1
                    Test-VideoCredential Phaseo *>&1
                )
            }
            finally {
                $env:VIDEOGEN_PHASEO_KEY = 'aistats_v1_sk_test_secret'
            }

            $text = $written | Out-String -Width 10000
            $text | Should -Match 'Sent: \{"model":'
            $text | Should -Match 'Sent: ‹image/jpeg, \d+ bytes, sha256 [0-9a-f]{8}…›'
            $text | Should -Match 'Answered: \{'
            $text | Should -Not -Match 'canary'
            @($written | Where-Object { "$_".Length -gt 6000 }) | Should -BeNullOrEmpty
        }

        It 'asks nothing, although the engine would after a verbose message' {
            $written = @(New-VideoJob 'a fox' -Image $image -Debug 5>&1)

            $written[-1] | Should -BeOfType ([VideoGen.VideoJob])
            @($written | Where-Object { $_ -is [System.Management.Automation.DebugRecord] -and $_.Message -match '^POST ' }).Count | Should -Be 1
        }
    }

    Context 'Information' {
        It 'sums up a batch, a wait and a save for whoever asks' {
            $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "fox $_"; Image = $image } }
            $null = $rows | Select-Object -First 1 | New-VideoJob -Batch foxes
            $rows += [pscustomobject]@{ Prompt = 'a fox too many'; Image = $image; Resolution = '13p' }

            $null = $rows | New-VideoJob -Batch foxes -InformationVariable made -ErrorAction SilentlyContinue |
                Wait-VideoJob -PollInterval 1 -InformationVariable ended |
                Save-VideoJob -Destination $env:VIDEOGEN_HOME -InformationVariable saved

            "$made" | Should -Be '3 rows: 2 jobs submitted for 40 credits, 1 known already.'
            "$ended" | Should -Be '3 jobs: 3 completed; 60 credits.'
            "$saved" | Should -Be '3 clips saved, 600 KB.'
            $made[0].Tags | Should -Be 'VideoGen', 'Summary'
        }

        It 'is not shown by default' {
            Invoke-ChildShell {
                Import-Module $args[0]
                (New-VideoJob 'a fox' -Image https://images.example/a.png).Status
            } $manifestPath | Should -Be 'Running'
        }
    }

    Context 'Progress' {
        It 'has one bar a command, each taken away at its end' {
            $records = Get-ProgressRecord "1..3 | ForEach-Object { [pscustomobject]@{ Prompt = `"fox `$_`"; Image = '$image' } } | New-VideoJob -Batch b | Wait-VideoJob -PollInterval 1 | Save-VideoJob -Destination '$env:VIDEOGEN_HOME'"

            Assert-Ended $records
            @($records | Group-Object ActivityId).Count | Should -Be 3
            @($records.Activity | Sort-Object -Unique) | Should -Be 'Saving', 'Submitting', 'Waiting'
            $records.StatusDescription -match '^\d of \d done, .*\d credits' | Should -Not -BeNullOrEmpty
            @($records | Where-Object { $_.StatusDescription.Length -gt 63 }) | Should -BeNullOrEmpty
        }

        It 'is taken away after <Name>' -ForEach @(
            @{ Name = 'Select-Object -First 1'; Script = { "'a', 'b', 'c' | New-VideoJob -Image '$image' | Wait-VideoJob -PollInterval 1 | Select-Object -First 1" } }
            @{ Name = 'an error that ends the pipeline'; Script = { "'a', 'b' | New-VideoJob -Image '$image' | Wait-VideoJob -Timeout 0.001 -PollInterval 1 -ErrorAction Stop" } }
            @{ Name = 'an error downstream'; Script = { "'a', 'b' | New-VideoJob -Image '$image' | Wait-VideoJob -PollInterval 1 | ForEach-Object { throw 'enough' }" } }
        ) {
            Assert-Ended (Get-ProgressRecord (& $Script))
        }

        It 'is taken away when the user stops it' {
            $job = New-VideoJob 'a fox' -Image $image
            Set-Scenario Akool silence
            try {
                Assert-Ended (Get-ProgressRecord "Wait-VideoJob $($job.Key)" -Stop)
            }
            finally {
                Set-Scenario Akool clear
            }
        }

        It 'is not there where <_> says so' -ForEach '$ProgressPreference = "SilentlyContinue"; $PSDefaultParameterValues = @{}', '$PSDefaultParameterValues = @{ "*-VideoJob:ProgressAction" = "Ignore" }' {
            @(Get-ProgressRecord "$_; New-VideoJob 'a fox' -Image '$image' | Wait-VideoJob -PollInterval 1").Count | Should -Be 0
        }

        It 'removes in bulk with a bar that counts' {
            $records = Get-ProgressRecord "1..4 | ForEach-Object { `"fox `$_`" } | New-VideoJob -Image '$image' | Wait-VideoJob -PollInterval 1 | Remove-VideoJob -Force"

            Assert-Ended $records
            @($records | Where-Object Activity -EQ 'Removing').StatusDescription | Should -Contain '0 of 1 jobs'
        }
    }
}
