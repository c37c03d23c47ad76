#Requires -Version 7.4
# Where keys come from and where they never go, in the built module.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    Import-Module "$PSScriptRoot/KeyService.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $standIn = Convert-Path "$PSScriptRoot/SecretManagement/SecretManagement.psm1"
    $canary = 'sk-Canary/9+x=4f7&2-0123456789'
    $service = Start-KeyService
    $image = Convert-Path "$PSScriptRoot/../../samples/images/lake.jpg"

    function New-Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

    function New-Clip([hashtable] $With = @{}) { New-VideoJob 'a lake' -Provider Phantaisia -Image $image -AllowDuplicate @With }

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }

    # A home without credentials, and a service that was never asked.
    function Reset-Place {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        Remove-Item Env:VIDEOGEN_PHANTAISIA_* -ErrorAction Ignore
        $env:VIDEOGEN_PHANTAISIA_URI = $service.Uri
        $service.Keys.Clear()
        $service.Status = 200
        $service.Body = $null
    }

    function Get-SentKey { $service.Keys[-1] -replace '^Bearer ' }
}

AfterAll {
    Stop-KeyService $service
    Remove-Module SecretManagement, KeyService -Force -ErrorAction Ignore
    Remove-Item Env:VIDEOGEN_HOME, Env:VIDEOGEN_PHANTAISIA_* -ErrorAction Ignore
}

Describe 'The credential of a command' {
    BeforeEach { Reset-Place }

    It 'goes before the one that is set, for this command only' {
        $env:VIDEOGEN_PHANTAISIA_KEY = 'of-the-environment'

        (New-Clip @{ Token = New-Secure of-the-command }).Status | Should -Be Running
        Get-SentKey | Should -Be 'of-the-command'
        $job = New-Clip @{ Credential = [pscredential]::new('anybody', (New-Secure of-the-pair)) }
        Get-SentKey | Should -Be 'of-the-pair'
        $null = $job | Get-VideoJob
        Get-SentKey | Should -Be 'of-the-environment'
        $null = $job | Get-VideoJob -Token (New-Secure of-the-reader)
        Get-SentKey | Should -Be 'of-the-reader'
        $null = $job | Wait-VideoJob -Timeout 0.2 -Token (New-Secure of-the-waiter) -ErrorAction Ignore
        Get-SentKey | Should -Be 'of-the-waiter'
    }

    It 'is a text with a warning' {
        $warnings, $job = New-Clip @{ Token = 'typed-as-text' } 3>&1

        $job.Status | Should -Be Running
        Get-SentKey | Should -Be 'typed-as-text'
        "$warnings" | Should -BeLike '*stays in the history*Read-Host -AsSecureString*'
    }

    It 'is for one provider, that of the first row' {
        $rows = @{ Provider = 'Phantaisia'; Prompt = 'a lake'; Image = $image }, @{ Provider = 'Artnex'; Prompt = 'a lake' }, @{ Provider = 'Local'; Prompt = 'a lake' }
        $plan = $rows | New-VideoJob -Token (New-Secure of-the-command) -WhatIf -ErrorVariable errors -ErrorAction SilentlyContinue

        $plan | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        Get-ErrorId $errors[0] | Should -Be ConflictingValues
        "$($errors[0])" | Should -BeLike 'Row 2:*of Phantaisia; it is not sent to Artnex*'
        $service.Keys | Should -BeNullOrEmpty
    }

    It 'is one of the two' {
        { New-Clip @{ Token = New-Secure a; Credential = [pscredential]::new('b', (New-Secure c)) } } | Should -Throw -ErrorId 'ConflictingValues*'
        $service.Keys | Should -BeNullOrEmpty
    }

    It 'is refused where it cannot be one, and not shown' -ForEach @(
        @{ Text = "two`nlines"; Word = 'several lines' }
        @{ Text = "k$([char]0xE9)y-of-mine"; Word = 'no header can carry' }
    ) {
        $thrown = { New-Clip @{ Token = New-Secure $Text } } | Should -Throw -ErrorId 'InvalidParameterValue*' -PassThru

        "$thrown" | Should -BeLike "*$Word*"
        "$thrown" | Should -Not -BeLike "*$Text*"
    }

    It 'is on every command that talks to services' {
        $commands = Get-Command -Module VideoGen | Where-Object { $_.Parameters.ContainsKey('Token') -and $_.Parameters.ContainsKey('Credential') }

        $commands.Name | Should -Contain New-VideoJob
        foreach ($name in 'Get-VideoJob', 'Wait-VideoJob', 'Save-VideoJob', 'Stop-VideoJob', 'Remove-VideoJob', 'Add-VideoAudio', 'Get-VideoBalance', 'Get-VideoEffect', 'Get-VideoModel', 'Test-VideoCredential') {
            $commands.Name | Should -Contain $name
        }
    }
}

Describe 'A missing credential' {
    BeforeEach { Reset-Place }

    It 'names the ways to set it, and sends nothing' {
        $errors = @(New-Clip 2>&1)

        Get-ErrorId $errors[0] | Should -Be CredentialMissing
        $remedy = $errors[0].ErrorDetails.RecommendedAction
        foreach ($way in 'Set-VideoCredential Phantaisia', 'Read-Host -AsSecureString', 'VIDEOGEN_PHANTAISIA_KEY', 'VIDEOGEN_PHANTAISIA_KEY_FILE') { $remedy | Should -BeLike "*$way*" }
        $service.Keys | Should -BeNullOrEmpty
        Get-VideoJob | Should -BeNullOrEmpty
    }
}

Describe 'The store' {
    BeforeEach { Reset-Place }

    It 'keeps a key for later commands, and says where it is' {
        Set-VideoCredential Phantaisia -Token (New-Secure kept) | Should -BeNullOrEmpty

        (New-Clip).Status | Should -Be Running
        Get-SentKey | Should -Be kept
        $credential = Get-VideoCredential Phantaisia
        $credential.IsSet | Should -BeTrue
        "$($credential.Source)" | Should -Be Store
        "$($credential.Form)" | Should -Be Key
        $credential.Detail | Should -Exist

        Set-VideoCredential phantaisia -Credential ([pscredential]::new('x', (New-Secure replaced))) -InformationAction Ignore
        $null = New-Clip
        Get-SentKey | Should -Be replaced

        Remove-VideoCredential Phantaisia
        (Get-VideoCredential Phantaisia).IsSet | Should -BeFalse
    }

    It 'takes the key down the pipeline' {
        New-Secure piped | Set-VideoCredential Phantaisia
        $null = New-Clip
        Get-SentKey | Should -Be piped

        'piped-text' | Set-VideoCredential Phantaisia -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*history*'
        $null = New-Clip
        Get-SentKey | Should -Be 'piped-text'
    }

    It 'is seen by another process, and in this one what another process kept' {
        Set-VideoCredential Phantaisia -Token (New-Secure of-this-process)
        $lines = Invoke-ChildShell {
            Import-Module $args[0]
            "$((Get-VideoCredential Phantaisia).Source)"
            Set-VideoCredential Phantaisia -Token (ConvertTo-SecureString of-the-other -AsPlainText -Force)
        } $manifestPath
        $lines | Should -Be Store
        $null = New-Clip
        Get-SentKey | Should -Be 'of-the-other'
    }

    It 'is refused when others can read it' {
        if ($IsWindows) {
            Set-ItResult -Skipped -Because 'the store is encrypted for its user there, and files have no mode'
        }

        Set-VideoCredential Phantaisia -Token (New-Secure kept)
        $path = (Get-VideoCredential Phantaisia).Detail
        chmod 640 $path

        $errors = @(New-Clip 2>&1)
        Get-ErrorId $errors[0] | Should -Be CredentialUnsafe
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike "*chmod 600*"
        $service.Keys | Should -BeNullOrEmpty
        (Get-VideoCredential Phantaisia -ErrorVariable listed -ErrorAction SilentlyContinue).IsSet | Should -BeFalse
        Get-ErrorId $listed[0] | Should -Be CredentialUnsafe
    }

    It 'says with -WhatIf what it would do, and does nothing' {
        Set-VideoCredential Phantaisia -Token (New-Secure kept) -WhatIf
        (Get-VideoCredential Phantaisia).IsSet | Should -BeFalse
        Set-VideoCredential Phantaisia -Token (New-Secure kept)
        Remove-VideoCredential Phantaisia -WhatIf
        (Get-VideoCredential Phantaisia).IsSet | Should -BeTrue
    }

    It 'has nothing for a provider without credentials' {
        { Set-VideoCredential Local -Token (New-Secure x) } | Should -Throw -ErrorId 'InvalidParameterValue*'
        { Set-VideoCredential Phantasia -Token (New-Secure x) } | Should -Throw -ErrorId 'UnknownProvider*'
        (Get-VideoCredential Local).IsSet | Should -BeFalse
    }

    It 'removes what it keeps, and says that it cannot remove a variable' {
        $env:VIDEOGEN_PHANTAISIA_KEY = 'of-the-environment'
        Remove-VideoCredential Phantaisia -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -BeLike '*VIDEOGEN_PHANTAISIA_KEY is set*'

        Set-VideoCredential Phantaisia -Token (New-Secure kept) -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*VIDEOGEN_PHANTAISIA_KEY*comes before*'
        Remove-VideoCredential Phantaisia -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*VIDEOGEN_PHANTAISIA_KEY*'
        "$((Get-VideoCredential Phantaisia).Source)" | Should -Be Environment
    }

    It 'keeps keys of registered servers, also when those are gone' {
        $null = Register-VideoProvider -Name cellar -Kind OpenAI -Uri http://127.0.0.1:1/v1
        Set-VideoCredential cellar -Token (New-Secure kept)
        "$((Get-VideoCredential cellar).Source)" | Should -Be Store
        Unregister-VideoProvider cellar
        (Get-VideoCredential | Where-Object IsSet).Provider | Should -Be cellar
        Remove-VideoCredential cellar
        Get-VideoCredential | Where-Object IsSet | Should -BeNullOrEmpty
    }

    It 'removes what a pattern means and nothing else' {
        Set-VideoCredential Phantaisia -Token (New-Secure kept)
        Set-VideoCredential Dafty -Token (New-Secure kept)
        Remove-VideoCredential P*
        (Get-VideoCredential | Where-Object { "$($_.Source)" -eq 'Store' }).Provider | Should -Be Dafty
        Remove-VideoCredential *
        Get-VideoCredential | Where-Object { "$($_.Source)" -eq 'Store' } | Should -BeNullOrEmpty
    }

    It 'asks nobody in a session without anybody' {
        $lines = Invoke-ChildShell {
            Import-Module $args[0]
            try { Set-VideoCredential Phantaisia } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
            try { Set-VideoCredential Phantaisia -Credential someone } catch { "$_" }
        } $manifestPath
        $lines[0] | Should -BeLike 'CannotAsk,*'
        $lines[1] | Should -BeLike '*-Token*VIDEOGEN_PHANTAISIA_KEY*'
        $lines[2] | Should -BeLike '*nobody to ask*'
    }

    It 'asks with a masked prompt where somebody is' {
        if (-not $IsLinux -or -not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "a terminal is played with Linux's script command, which is not here"
        }

        $command = Get-ShellCommand
        $script = Join-Path $TestDrive 'ask.ps1'
        Set-Content $script "Import-Module '$manifestPath'; Set-VideoCredential Phantaisia; 'kept ' + (Get-VideoCredential Phantaisia).IsSet"
        # Short: the terminal is asked for its cursor at each key, and this one never answers.
        $output = 'k3y' | script -qec "$($command -join ' ') -NoProfile -File '$script'" /dev/null | Out-String

        $output | Should -BeLike '*Phantaisia API key:*kept True*'
        # The terminal echoes what is fed before the prompt is there; what is shown at the prompt are stars.
        ($output -split 'API key:')[1] | Should -Not -Match k3y
        $null = New-Clip
        Get-SentKey | Should -Be k3y
    }
}

Describe 'A vault' {
    BeforeEach {
        Reset-Place
        Import-Module $standIn -Global -Force -DisableNameChecking
        Initialize-StandIn
    }

    AfterEach { Remove-Module SecretManagement -Force -ErrorAction Ignore }

    It 'keeps the secret, and the store only where it is' {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)

        (Get-StandInSecret VideoGen.Phantaisia | ConvertFrom-SecureString -AsPlainText) | Should -Be 'in-the-vault'
        $credential = Get-VideoCredential Phantaisia
        "$($credential.Source) $($credential.Form): $($credential.Detail)" | Should -Be 'Vault Vault: VideoGen.Phantaisia in Safe'
        Get-ChildItem $env:VIDEOGEN_HOME -Recurse -File -Force | Get-Content | Should -Not -Match 'in-the-vault'

        $null = 1..3 | ForEach-Object { New-Clip }
        $service.Keys | Should -Be (@('Bearer in-the-vault') * 3)
        @(Get-StandInCall) -like 'Get-Secret *' | Should -HaveCount 1
    }

    It 'is read in each form that <Form> has' -ForEach @(
        @{ Form = 'text'; Value = { 'of-the-vault' } }
        @{ Form = 'SecureString'; Value = { New-Secure of-the-vault } }
        @{ Form = 'PSCredential'; Value = { [pscredential]::new('x', (New-Secure of-the-vault)) } }
        @{ Form = 'bytes'; Value = { , [Text.Encoding]::UTF8.GetBytes('of-the-vault') } }
        @{ Form = 'a table'; Value = { @{ ApiKey = New-Secure of-the-vault } } }
    ) {
        Set-StandInSecret shared (& $Value)
        Set-VideoCredential Phantaisia -Vault Safe -SecretName shared
        Get-StandInCall | Should -Not -Contain 'Set-Secret Safe/shared'

        (New-Clip).Status | Should -Be Running
        Get-SentKey | Should -Be 'of-the-vault'
    }

    It 'is waited, read and listed with' {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)
        $job = New-Clip
        Import-Module $manifestPath -Force

        $null = Get-VideoJob -Refresh
        $null = $job | Wait-VideoJob -Timeout 0.2 -ErrorAction Ignore
        $null = Get-VideoJob $job.Key
        $service.Keys | Select-Object -Unique | Should -Be 'Bearer in-the-vault'
    }

    It 'that has no such secret is a missing credential' {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)
        Initialize-StandIn
        $null = Test-VideoCredential Phantaisia -OutVariable check
        $check.ErrorId | Should -Be CredentialMissing
        $check.Message | Should -BeLike '*Safe has no secret VideoGen.Phantaisia*'
    }

    It 'that fails, holds something else or is not there, is an error of the job, without a request' -ForEach @(
        @{ Case = 'fails'; Set = { Initialize-StandIn -Mood Failing }; Word = 'The disk of the vault is gone' }
        @{ Case = 'holds a number'; Set = { Set-StandInSecret VideoGen.Phantaisia 42 }; Word = 'is a Int32 without a key' }
        @{ Case = 'is not there'; Set = { Initialize-StandIn -Vault Other }; Word = 'Vault not found in registry: Safe' }
        @{ Case = 'is not installed'; Set = { Remove-Module SecretManagement -Force }; Word = 'no command Get-Secret' }
    ) {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)
        & $Set
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "lake $_"; Image = $image } }
        $null = $rows | New-VideoJob -Provider Phantaisia -Batch $Case -ThrottleLimit 1 -ErrorVariable errors -ErrorAction SilentlyContinue

        $errors | ForEach-Object { Get-ErrorId $_ } | Sort-Object | Should -Be NotSubmitted, NotSubmitted, VaultUnavailable
        "$($errors[0])" | Should -BeLike "*$Word*"
        $service.Keys | Should -BeNullOrEmpty
        Get-VideoJob | Should -BeNullOrEmpty
        if ($Case -ne 'is not installed') { @(Get-StandInCall) -like 'Get-Secret *' | Should -HaveCount 1 }
    }

    It 'that asks for a password is an error where nobody can answer, and asked once' {
        $lines = Invoke-ChildShell {
            Import-Module $args[0], $args[1] -DisableNameChecking
            Initialize-StandIn
            Set-VideoCredential Phantaisia -Vault Safe -Token (ConvertTo-SecureString in-the-vault -AsPlainText -Force)
            Initialize-StandIn -Mood Locked
            'lake', 'pond' | New-VideoJob -Provider Phantaisia -Image $args[2] -ThrottleLimit 1 -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $errors | ForEach-Object { "$($_.FullyQualifiedErrorId): $_ $($_.ErrorDetails.RecommendedAction)" } | Sort-Object -Descending
            @(Get-StandInCall) -like 'Get-Secret *'
        } $manifestPath, $standIn, $image

        $lines[0] | Should -BeLike 'VaultUnavailable,*nobody to answer*Unlock-SecretVault -Name Safe*environment variable*'
        $lines -like 'Get-Secret *' | Should -HaveCount 1
        $service.Keys | Should -BeNullOrEmpty
    }

    It 'needs a vault that is registered' {
        { Set-VideoCredential Phantaisia -Vault Strongbox -Token (New-Secure x) } | Should -Throw -ErrorId 'VaultUnavailable*' -ExpectedMessage "*'Strongbox': there are Safe*"
        { Set-VideoCredential Phantaisia -SecretName x -Token (New-Secure x) } | Should -Throw -ErrorId 'MissingValue*'
        (Get-VideoCredential Phantaisia).IsSet | Should -BeFalse
    }

    It 'gives its secret up only when that is asked for' {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)
        Remove-VideoCredential Phantaisia
        Get-StandInSecret VideoGen.Phantaisia | Should -Not -BeNullOrEmpty

        Set-VideoCredential Phantaisia -Vault Safe
        Remove-VideoCredential Phantaisia -FromVault
        Get-StandInSecret VideoGen.Phantaisia | Should -BeNullOrEmpty
        (Get-VideoCredential Phantaisia).IsSet | Should -BeFalse
    }

    It 'comes after the environment, and is not opened then' {
        Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure in-the-vault)
        Initialize-StandIn -Mood Failing
        $env:VIDEOGEN_PHANTAISIA_KEY = 'of-the-environment'

        (New-Clip).Status | Should -Be Running
        Get-SentKey | Should -Be 'of-the-environment'
        Get-StandInCall | Should -BeNullOrEmpty
    }

    It 'is completed by name' {
        Initialize-StandIn -Vault Safe, Strongbox
        $line = 'Set-VideoCredential Phantaisia -Vault '
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Be 'Safe', 'Strongbox'
    }
}

Describe 'Test-VideoCredential' {
    BeforeEach { Reset-Place }

    It 'says plainly where only a submission shows it' {
        $env:VIDEOGEN_PHANTAISIA_KEY = 'of-the-environment'
        $check = Test-VideoCredential Phantaisia

        $check.IsValid | Should -BeNullOrEmpty
        $check.ErrorId | Should -Be NotOffered
        $check.Message | Should -BeLike '*only a submission*'
        "$($check.Source)" | Should -Be Environment
        $service.Keys | Should -BeNullOrEmpty
    }

    It 'tests what is set, and warns where that is nothing' {
        Test-VideoCredential -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*Set-VideoCredential*'
    }
}

Describe 'A secret' {
    BeforeEach { Reset-Place }

    It 'shows in no stream, error, file or form of an object, wherever it comes from' -ForEach 'Environment', 'KeyFile', 'Vault', 'Store', 'Command' {
        Import-Module $standIn -Global -Force -DisableNameChecking
        Initialize-StandIn
        $command = @{}
        $files = Join-Path $TestDrive "files-$_"
        switch ($_) {
            Environment { $env:VIDEOGEN_PHANTAISIA_KEY = $canary }
            KeyFile { $env:VIDEOGEN_PHANTAISIA_KEY_FILE = New-Item -Path $files -Name key -Value $canary -Force }
            Vault { Set-VideoCredential Phantaisia -Vault Safe -Token (New-Secure $canary) }
            Store { Set-VideoCredential Phantaisia -Token (New-Secure $canary) }
            Command { $command.Token = New-Secure $canary }
        }

        $forms = $canary, [uri]::EscapeDataString($canary), [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($canary)),
            [Net.WebUtility]::UrlEncode($canary), ($canary | ConvertTo-Json -EscapeHandling EscapeHtml).Trim('"')
        $Error.Clear()
        $seen = & {
            $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
            $job = New-Clip $command
            $service.Keys[-1] | Should -Be "Bearer $canary"
            $service.Body = @{ id = $job.Id; status = "$forms"; output = @{ video_error = "$forms" } } | ConvertTo-Json
            $read = $job | Get-VideoJob @command
            $service.Status = 401
            $service.Body = @{ error_code = 'bad_key'; message = "$forms"; detail = "$forms" } | ConvertTo-Json
            New-Clip $command -ErrorAction Continue
            $job | Get-VideoJob @command
            $service.Status = 500
            $service.Body = "<html>$forms</html>"
            New-Clip $command
            $job, $read | Format-List * -Force
            $job, $read | ConvertTo-Json -Depth 5
            [Management.Automation.PSSerializer]::Serialize(@($job, $read, (Get-VideoCredential Phantaisia), (Test-VideoCredential @command Phantaisia)), 6)
            Get-VideoCredential | Format-List * -Force
            Get-VideoCredential | ConvertTo-Json -Depth 5
        } *>&1 | Out-String -Width 10000
        $seen += $Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception.ToString(); $_.TargetObject | Format-List * -Force } | Out-String -Width 10000
        $seen += Get-ChildItem $env:VIDEOGEN_HOME -Recurse -File -Force | Where-Object DirectoryName -NotLike '*credentials' | Get-Content -Raw | Out-String
        Remove-Module SecretManagement -Force -ErrorAction Ignore

        # Twelve characters in a row of any form are a part that is worth something.
        $parts = $forms | ForEach-Object { foreach ($start in 0..($_.Length - 12)) { $_.Substring($start, 12) } } | Select-Object -Unique
        $seen | Should -Not -BeNullOrEmpty
        $found = $parts | Where-Object { $seen.Contains($_) } | Select-Object -First 1
        $found | Should -BeNullOrEmpty -Because ($found ? "it stands in: $($seen.Substring([Math]::Max(0, $seen.IndexOf($found) - 300), 600))" : 'nothing of it is worth showing')
    }
}
