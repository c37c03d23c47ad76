#Requires -Version 7.4
# Runs that nobody watches: what Test-VideoEnvironment says of them, the samples with their exit codes, and that nothing prompts.

BeforeAll {
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1", "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $samples = Convert-Path "$PSScriptRoot/../../samples/unattended"
    $kept = @{}
    foreach ($name in 'VIDEOGEN_HOME', 'VIDEOGEN_PROVIDER', 'PSModulePath') { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
    $env:PSModulePath = (Split-Path (Split-Path $manifestPath)) + [IO.Path]::PathSeparator + $env:PSModulePath
    $env:VIDEOGEN_PROVIDER = ''

    # The sample as a scheduler runs it: a process of its own that nobody can answer. Returns its exit code.
    function Invoke-Sample([hashtable] $With = @{}) {
        $given = @{
            Path = "$place/shots.csv"; Batch = 'night'; Destination = "$place/clips"; ResultPath = "$place/out/night.csv"; LogPath = "$place/out/night.log"; Timeout = 60
        }
        foreach ($key in $With.Keys) { $given[$key] = $With[$key] }
        $command = Get-ShellCommand
        $rest = @($command | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-File', "$samples/Invoke-VideoBatch.ps1"
        $null = & $command[0] @rest @(foreach ($key in $given.Keys) { if ($given[$key] -is [bool]) { "-$key" } elseif ("$($given[$key])") { "-$key", "$($given[$key])" } }) 2>$null
        $LASTEXITCODE
    }

    function New-Place([string[]] $Rows) {
        $env:VIDEOGEN_HOME = Join-Path $place 'home'
        $Rows | Set-Content -LiteralPath "$place/shots.csv"
    }

    function Get-Sheet { @(Import-Csv -LiteralPath "$place/out/night.csv") }

    function Get-Log { Get-Content -LiteralPath "$place/out/night.log" -Raw }
}

AfterAll {
    foreach ($name in $kept.Keys) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
}

Describe 'The sample for runs that nobody watches' {
    BeforeEach { $place = (New-Item -Path (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName }

    Context 'with a service that is done at once' {
        BeforeAll { $emulator = Start-Emulator }
        AfterAll { Stop-Emulator $emulator }

        It 'ends with 0 when all is saved, and pays once however often it runs' {
            New-Place 'Name,Prompt,Provider', 'pier,A pier in the rain,Artnex', 'gulls,Gulls over a harbour,Artnex'
            $made = Get-MadeCount artnex

            Invoke-Sample | Should -Be 0
            $sheet = Get-Sheet
            $sheet.State | Should -Be 'Completed', 'Completed'
            $sheet.Name | Sort-Object | Should -Be 'gulls', 'pier'
            $sheet.File | ForEach-Object { Test-Path -LiteralPath $_ } | Should -Be $true, $true
            $sheet.Error | Should -Be '', ''
            $sheet[0].Cost | Should -Not -BeNullOrEmpty
            $log = Get-Log
            $log | Should -Match '(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ SAVED   .*clips'
            $log | Should -Match 'WARNING NewJournal: .*home'
            $log | Should -Match 'INFO    Ends with 0\.'
            $log | Should -Not -Match ([regex]::Escape($env:VIDEOGEN_ARTNEX_KEY))

            # Somebody has taken the clips away, as they should.
            Remove-Item -LiteralPath "$place/clips" -Recurse
            Invoke-Sample | Should -Be 0
            (Get-MadeCount artnex) - $made | Should -Be 2
            Test-Path -LiteralPath "$place/clips" | Should -BeFalse
            (Get-Log) -split 'begins\.' | Select-Object -Last 1 | Should -Not -Match 'NewJournal'
        }

        It 'ends with 1 when a row fails, and says which and why' {
            New-Place 'Name,Prompt,Provider,Duration', 'pier,A pier,Artnex,', 'long,A harbour,Artnex,500'

            Invoke-Sample | Should -Be 1
            $sheet = Get-Sheet
            $sheet.State | Should -Be 'Completed', 'NotSubmitted'
            $sheet[1].Name | Should -Be 'long'
            $sheet[1].Error | Should -BeLike 'UnsupportedValue: Row 2: *500*->*'
            Get-Log | Should -BeLike '*ERROR   UnsupportedValue*Ends with 1.*'
        }

        It 'ends with 1 when the service fails a clip, which a later run tries again where it is told to' {
            New-Place 'Name,Prompt,Provider', 'bad,[fail] a pier,Artnex', 'pier,A pier,Artnex'
            $made = Get-MadeCount artnex

            Invoke-Sample | Should -Be 1
            $failed = Get-Sheet | Where-Object Name -EQ bad
            $failed.State | Should -Be 'Failed'
            $failed.Error | Should -Match 'failed'
            Invoke-Sample | Should -Be 1
            (Get-MadeCount artnex) - $made | Should -Be 2
            Invoke-Sample @{ RetryFailed = $true } | Should -Be 1
            (Get-MadeCount artnex) - $made | Should -Be 3
        }

        It 'ends with 2 when <Case>' -ForEach @(
            @{ Case = 'there is no CSV'; With = @{ Path = 'nowhere.csv' }; Said = '*nowhere.csv*' }
            @{ Case = 'a parameter is missing'; With = @{ Batch = '' }; Said = '*Give -Batch*' }
            @{ Case = 'the timeout is no number'; With = @{ Timeout = 'soon' }; Said = "*'soon'*" }
            @{ Case = 'there is no such service'; With = @{ Provider = 'Artnx' }; Said = '*UnknownProvider*Artnex*' }
            @{ Case = 'the journal cannot be written'; With = @{ Provider = 'Artnex'; VideoGenHome = $IsWindows ? 'Z:\nowhere\home' : '/proc/nowhere' }; Said = '*JournalNotWritable*' }
        ) {
            New-Place 'Name,Prompt', 'pier,A pier'

            Invoke-Sample $With | Should -Be 2
            Get-Log | Should -BeLike $Said
            (Get-Sheet).State | Should -BeIn 'NotStarted', 'NotSubmitted'
            Get-Log | Should -BeLike '*Ends with 2.*'
        }

        It 'ends with 2 when there is no key, and with 3 when another run is at it' {
            New-Place 'Name,Prompt,Provider', 'pier,A pier,Artnex'
            $key, $env:VIDEOGEN_ARTNEX_KEY = $env:VIDEOGEN_ARTNEX_KEY, $null
            try {
                Invoke-Sample | Should -Be 2
                (Get-Sheet)[0].Error | Should -BeLike 'CredentialMissing: *VIDEOGEN_ARTNEX_KEY*'
            }
            finally { $env:VIDEOGEN_ARTNEX_KEY = $key }

            $held = [IO.FileStream]::new("$place/out/night.csv.lock", 'OpenOrCreate', 'ReadWrite', 'None')
            try { Invoke-Sample | Should -Be 3 } finally { $held.Dispose() }
            Get-Log | Should -BeLike '*Another run of this batch is under way.*'
        }
    }

    It 'leaves what Local renders running, and collects it in the next run' -Skip:(-not (Get-Command -Name ffmpeg -ErrorAction Ignore)) {
        New-Place 'Name,Prompt,Provider,Duration', 'pier,A pier,Local,8'

        # Less than it takes to start what renders.
        Invoke-Sample @{ Timeout = 0.05 } | Should -Be 3
        (Get-Sheet).State | Should -BeIn 'Queued', 'Running'
        (Get-Log) | Should -Not -Match 'FAILED'
        Invoke-Sample @{ Timeout = 120 } | Should -Be 0
        (Get-Sheet).File | Should -Exist
    }

    Context 'with a service that takes its time' {
        BeforeAll { $emulator = Start-Emulator -Seconds 600 }
        AfterAll { Stop-Emulator $emulator }

        It 'ends with 3 while clips are being made, and submits nothing again' {
            New-Place 'Name,Prompt,Provider', 'pier,A pier,Artnex'

            Invoke-Sample @{ Timeout = 1 } | Should -Be 3
            Invoke-Sample @{ Timeout = 1 } | Should -Be 3
            Get-MadeCount artnex | Should -Be 1
            $sheet = Get-Sheet
            $sheet.Count | Should -Be 1
            $sheet.State | Should -BeIn 'Queued', 'Running'
            Get-Log | Should -BeLike '*1 still being made*Ends with 3.*'
        }
    }
}

Describe 'The sample for Windows, with the system played' {
    BeforeAll {
        # What the script calls there; none of it exists on other systems.
        function icacls.exe { $calls.Add("icacls $args"); $global:LASTEXITCODE = 0 }
        function New-ScheduledTaskAction($Execute, $Argument, $WorkingDirectory) { "$Argument" }
        function New-ScheduledTaskTrigger([switch] $Once, $At, $RepetitionInterval) { "every $RepetitionInterval" }
        function New-ScheduledTaskSettingsSet($MultipleInstances, [switch] $StartWhenAvailable, $ExecutionTimeLimit, [switch] $AllowStartIfOnBatteries, [switch] $DontStopIfGoingOnBatteries) { "instances $MultipleInstances" }
        function Register-ScheduledTask($TaskName, $Action, $Trigger, $Settings, $User, $Password, [switch] $Force) { $calls.Add("register $TaskName as ${User}: $Action") }
        function Start-ScheduledTask($TaskName) { $calls.Add("start with $((Get-ChildItem -Path "$place/home/*.tmp" | Get-Content -Raw))") }
        function Get-ScheduledTaskInfo($TaskName) { @{ LastTaskResult = $taskResult } }
        function Unregister-ScheduledTask($TaskName, [switch] $Confirm, $ErrorAction) { $calls.Add('unregister') }

        function Register-Sample([hashtable] $With = @{}) {
            $credential = [pscredential]::new('PC\video', (ConvertTo-SecureString 'pass' -AsPlainText -Force))
            & "$samples/windows/Register-VideoTask.ps1" -Credential $credential -Path "$place/my shots.csv" -Batch trailer -Destination "$place/clips" -VideoGenHome "$place/home" @With
        }
    }

    BeforeEach {
        $place = (New-Item -Path (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        $calls = [Collections.Generic.List[string]]::new()
        $taskResult = 0
    }

    It 'stores the key as the account, and leaves it nowhere else' {
        Register-Sample @{ Provider = 'Akool'; Token = (ConvertTo-SecureString 'the-key' -AsPlainText -Force) }

        $calls[0] | Should -Be "icacls $place/home /inheritance:r /grant:r PC\video:(OI)(CI)M *S-1-5-32-544:(OI)(CI)F"
        $encoded = $calls[1] -replace '.*-EncodedCommand '
        $command = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($encoded))
        $command | Should -BeLike "*Set-VideoCredential 'Akool' -Token*"
        { [scriptblock]::Create($command) } | Should -Not -Throw
        $calls[2] | Should -Be 'start with the-key'
        $calls[3] | Should -Be 'unregister'
        Get-ChildItem -LiteralPath "$place/home" | Should -BeNullOrEmpty
        $calls[4] | Should -BeLike "register VideoGen trailer as PC\video: *-Path `"$place/my shots.csv`" -Batch trailer*-VideoGenHome $place/home -Provider Akool"
        "$calls" -split ' ' | Where-Object { $_ -eq 'the-key' } | Should -HaveCount 1
    }

    It 'leaves no key and no task behind when the account cannot store it' {
        $taskResult = 1
        { Register-Sample @{ Provider = 'Akool'; Token = (ConvertTo-SecureString 'the-key' -AsPlainText -Force) } } | Should -Throw '*could not be stored as PC\video*'

        $calls[-1] | Should -Be 'unregister'
        Get-ChildItem -LiteralPath "$place/home" | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        Register-Sample @{ WhatIf = $true }

        $calls | Should -BeNullOrEmpty
        Test-Path -LiteralPath "$place/home" | Should -BeFalse
    }
}

Describe 'Test-VideoEnvironment' {
    BeforeEach {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        Remove-Item -Path Env:VIDEOGEN_*_KEY, Env:VIDEOGEN_*_URI -ErrorAction Ignore
    }

    It 'emits objects, a remedy with each trouble, and leaves no home' {
        $checks = Test-VideoEnvironment -Unattended -Offline -ErrorVariable errors

        $errors | Should -BeNullOrEmpty
        $checks | Should -BeOfType VideoGen.VideoEnvironmentCheck
        $checks.Check | Should -Contain 'Journal'
        ($checks | Where-Object Check -EQ PowerShell).Detail | Should -BeLike "$($PSVersionTable.PSVersion)*"
        ($checks | Where-Object Check -EQ Module).Detail | Should -BeLike "$((Get-Module VideoGen).Version)*"
        $checks | Where-Object Result -In Failed, Warning | Where-Object { -not $_.Remedy } | Should -BeNullOrEmpty
        Test-Path -LiteralPath $env:VIDEOGEN_HOME | Should -BeFalse
    }

    It 'says where each key would come from, registered servers included, and never the key' {
        $env:VIDEOGEN_AKOOL_KEY = 'sk-canary-1'
        'sk-canary-2' | Set-Content -LiteralPath ($env:VIDEOGEN_DAFTY_KEY_FILE = Join-Path $TestDrive dafty.key)
        Set-VideoCredential Phaseo -Token (ConvertTo-SecureString 'sk-canary-3' -AsPlainText -Force)
        $null = Register-VideoProvider farm OpenAI http://127.0.0.1:9/v1
        try {
            $keys = Test-VideoEnvironment -Unattended -Offline | Where-Object Check -EQ Credential | Group-Object Subject -AsHashTable

            $keys.Akool.Detail | Should -BeLike '*VIDEOGEN_AKOOL_KEY*'
            $keys.Dafty.Detail | Should -BeLike '*dafty.key*'
            $keys.Phaseo.Detail | Should -BeLike '*credentials*phaseo.json*'
            "$($keys.farm.Result)", "$($keys.Artnex.Result)" | Should -Be 'Passed', 'Skipped'
            Test-VideoEnvironment -Unattended -Offline | Format-List | Out-String | Should -Not -Match canary
        }
        finally { Remove-Item -Path Env:VIDEOGEN_DAFTY_KEY_FILE }
    }

    It 'sees <Case>' -ForEach @(
        @{ Case = 'a service that nobody answers for'; Check = 'Connection'; Result = 'Failed'; Arrange = { $env:VIDEOGEN_AKOOL_KEY = 'k'; $env:VIDEOGEN_AKOOL_URI = 'http://127.0.0.1:9/' } }
        @{ Case = 'an address that is none'; Check = 'Connection'; Result = 'Failed'; Arrange = { $env:VIDEOGEN_AKOOL_KEY = 'k'; $env:VIDEOGEN_AKOOL_URI = 'akool' } }
        @{ Case = 'a preference that asks'; Check = 'Confirmation'; Result = 'Failed'; Arrange = { $ConfirmPreference = 'Low' } }
    ) {
        . $Arrange
        $found = Test-VideoEnvironment Akool -Unattended -ErrorVariable errors | Where-Object Check -EQ $Check

        "$($found.Result)" | Should -Be $Result
        $errors | Should -BeNullOrEmpty
    }

    It 'asks a service without its key, and makes nothing there' {
        $emulator = Start-Emulator
        try {
            $checks = Test-VideoEnvironment Akool, Phaseo

            $checks | Where-Object Check -EQ Connection | ForEach-Object { "$($_.Result)" } | Should -Be 'Passed', 'Passed'
            "$(($checks | Where-Object Check -EQ Clock).Result)" | Should -Be 'Passed'
            $ledger = Invoke-RestMethod -Uri ([uri]::new([uri]$env:VIDEOGEN_AKOOL_URI, '/_emulator/ledger')) | ConvertTo-Json -Depth 9
            $ledger | Should -Not -Match ([regex]::Escape($env:VIDEOGEN_AKOOL_KEY))
            Get-MadeCount akool | Should -Be 0
        }
        finally { Stop-Emulator $emulator }
    }

    It 'prints remedies that can be read in a terminal of 80 columns, in the language of services too' {
        $text = Invoke-ChildShell {
            [cultureinfo]::CurrentUICulture = [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
            Import-Module $args[0]
            Test-VideoEnvironment Artnex -Unattended -Offline | Out-String -Width 80
        } $manifestPath

        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $text -join "`n" | Should -Match 'Set-VideoCredential'
        $text -join "`n" | Should -Match 'VIDEOGEN_ARTNEX_KEY_FILE'
    }
}

Describe 'A host without anybody' {
    BeforeAll {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive 'silent'

        # Everything that has a -Confirm; each would have something to do.
        $asking = @(
            'New-VideoJob x -Provider Local', 'Save-VideoJob -Id x -Destination .', 'Stop-VideoJob -Id x', 'Remove-VideoJob -Id x', 'Resolve-VideoJob x', 'Add-VideoAudio -Id x'
            'Export-VideoGallery -Id x -Path g.html', 'Export-VideoJobTrace -Id x -Path t.json', 'Set-VideoCredential Akool', 'Remove-VideoCredential Akool'
            'Set-VideoBudget Akool -Per Day -Clips 1', 'Remove-VideoBudget Akool', 'Register-VideoProvider farm OpenAI http://127.0.0.1:8000/v1', 'Unregister-VideoProvider farm'
        )
    }

    It 'is never asked: -Confirm is the error CannotAsk, for every command that has it' {
        $missing = Get-Command -Module VideoGen | Where-Object { $_.Parameters.ContainsKey('Confirm') } | Where-Object { -not ($asking -like "$($_.Name) *") }
        $missing | Should -BeNullOrEmpty -Because 'a new command belongs into the list of this test'

        $ids = Invoke-ChildShell {
            Import-Module $args[0]
            foreach ($line in $args | Select-Object -Skip 1) {
                try { & ([scriptblock]::Create("$line -Confirm -ErrorAction Stop")); "$line`: nothing" } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
            }
        } (@($manifestPath) + $asking)
        $ids | Should -Be (@('CannotAsk') * $asking.Count)
    }

    It 'gets an error instead of a prompt for <Case>' -ForEach @(
        @{ Case = 'a key'; Line = 'Set-VideoCredential Akool'; Id = 'CannotAsk'; Says = '*VIDEOGEN_AKOOL_KEY*' }
        @{ Case = 'the password of a user'; Line = 'Get-VideoBalance Akool -Credential bob'; Id = 'ParameterArgumentTransformationError'; Says = '*' }
        @{ Case = 'a mandatory parameter'; Line = 'Set-VideoCredential'; Id = 'MissingMandatoryParameter'; Says = '*' }
    ) {
        $id, $remedy = Invoke-ChildShell {
            Import-Module $args[0]
            try { & ([scriptblock]::Create($args[1])) } catch { ($_.FullyQualifiedErrorId -split ',')[0]; "$($_.ErrorDetails.RecommendedAction)" }
        } $manifestPath $Line
        $id | Should -Be $Id
        "$remedy" | Should -BeLike $Says
    }

    It 'is warned of a batch whose journal begins with this run, once, and only where it would pay' {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $script = {
            Import-Module $args[0]
            'one', 'two' | New-VideoJob -Provider Artnex -Batch b -WhatIf -WarningVariable plan -InformationAction Ignore
            'one' | New-VideoJob -Provider Local -Duration 1 -Batch b -WarningVariable free -WarningAction SilentlyContinue | Out-Null
            'one', 'two' | New-VideoJob -Provider Artnex -Batch b -WarningVariable batch -WarningAction SilentlyContinue | Out-Null
            New-VideoJob three -Provider Artnex -AllowDuplicate -WarningVariable alone -WarningAction SilentlyContinue | Out-Null
            "$($plan.Count) $($free.Count) $($batch.Count) $($alone.Count)"
            "$batch"
        }
        $emulator = Start-Emulator
        try {
            $first = @(Invoke-ChildShell $script $manifestPath) -notlike 'What if*'
            $second = @(Invoke-ChildShell $script $manifestPath) -notlike 'What if*'
        }
        finally { Stop-Emulator $emulator }

        $first[0] | Should -Be '0 0 1 0'
        $first[1] | Should -BeLike "NewJournal: *$(Join-Path $env:VIDEOGEN_HOME journal)*VIDEOGEN_HOME*"
        $second[0] | Should -Be '0 0 0 0'
    }
}
