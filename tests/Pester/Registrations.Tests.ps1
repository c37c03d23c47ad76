#Requires -Version 7.4
# Servers under names of their own, in a real PowerShell.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $address = 'http://127.0.0.1:8000/v1'
    $before = $env:VIDEOGEN_HOME

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }

    # The offers for the end of a line.
    function Get-Offer([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
}

AfterAll { $env:VIDEOGEN_HOME = $before }

Describe 'Registered providers' {
    BeforeEach { $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'are registered, shown, used in a plan and unregistered' {
        $provider = Register-VideoProvider -Name farm -Kind openai -Uri $address -Model wan2.2 -Setting @{ body = 'form' }

        $provider | Should -BeOfType VideoGen.VideoProvider
        $provider.Name, $provider.Kind, $provider.IsRegistered, "$($provider.Endpoint)" | Should -Be 'farm', 'OpenAI', $true, $address
        (Get-VideoProvider FARM).Models | Should -Be 'wan2.2'
        (Get-VideoProvider).Name | Should -Contain 'OpenAI'
        (Get-VideoModel -Provider farm).Name | Should -Be 'wan2.2'
        New-VideoJob 'a cat' -Provider farm -Resolution 720p -AspectRatio 16:9 -WhatIf | Should -BeNullOrEmpty

        Get-VideoProvider farm | Unregister-VideoProvider | Should -BeNullOrEmpty
        Get-VideoProvider farm -ErrorVariable gone -ErrorAction SilentlyContinue
        Get-ErrorId $gone[0] | Should -Be 'UnknownProvider'
    }

    It 'are seen by a session that runs already' {
        $null = Get-VideoProvider
        Invoke-ChildShell { Import-Module $args[0]; (Register-VideoProvider there OpenAI $args[1]).Name } $manifestPath $address | Should -Be 'there'

        (Get-VideoProvider there).Kind | Should -Be 'OpenAI'
    }

    It 'are not changed by -WhatIf' {
        Register-VideoProvider farm OpenAI $address -WhatIf
        Join-Path $env:VIDEOGEN_HOME 'providers' | Should -Not -Exist

        $null = Register-VideoProvider farm OpenAI $address
        Unregister-VideoProvider farm -WhatIf
        (Get-VideoProvider farm).Name | Should -Be 'farm'
    }

    It 'are replaced with -Force only' {
        $null = Register-VideoProvider farm OpenAI $address
        Register-VideoProvider farm OpenAI 'http://127.0.0.1:8001/v1' -ErrorVariable taken -ErrorAction SilentlyContinue
        Get-ErrorId $taken[0] | Should -Be 'ProviderExists'

        "$((Register-VideoProvider farm OpenAI 'http://127.0.0.1:8001/v1' -Force).Endpoint)" | Should -Be 'http://127.0.0.1:8001/v1'
    }

    It 'take the key of a server with them: another server of the name does not get it' {
        function Test-Kept { (Get-VideoCredential farm).Source -eq 'Store' }
        $null = Register-VideoProvider farm OpenAI $address -Force
        Set-VideoCredential farm -Token (ConvertTo-SecureString 'of-the-first' -AsPlainText -Force)
        $null = Register-VideoProvider farm OpenAI $address -Model other -Force
        Test-Kept | Should -BeTrue

        $null = Register-VideoProvider farm OpenAI 'http://127.0.0.1:8001/v1' -Force -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*Set-VideoCredential farm*'
        Test-Kept | Should -BeFalse

        Set-VideoCredential farm -Token (ConvertTo-SecureString 'of-the-second' -AsPlainText -Force)
        Unregister-VideoProvider farm
        $null = Register-VideoProvider farm OpenAI 'http://127.0.0.1:8001/v1'
        Test-Kept | Should -BeFalse
    }

    It 'refuse <Case> as <Id>' -ForEach @(
        @{ Case = 'a built-in name'; With = @{ Name = 'local' }; Id = 'ProviderExists' }
        @{ Case = 'a name with blanks'; With = @{ Name = 'my farm' }; Id = 'InvalidParameterValue' }
        @{ Case = 'a kind that is not'; With = @{ Kind = 'Local' }; Id = 'InvalidParameterValue' }
        @{ Case = 'plain http elsewhere'; With = @{ Uri = 'http://10.0.0.1/v1' }; Id = 'InsecureEndpoint' }
        @{ Case = 'what is no address'; With = @{ Uri = 'farm:8000' }; Id = 'InvalidEndpoint' }
        @{ Case = 'a setting that is not'; With = @{ Setting = @{ Bdy = 'form' } }; Id = 'InvalidParameterValue' }
    ) {
        $parameters = @{ Name = 'farm'; Kind = 'OpenAI'; Uri = $address }
        foreach ($name in $With.Keys) { $parameters[$name] = $With[$name] }

        Register-VideoProvider @parameters -ErrorVariable refusal -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $refusal.Count | Should -Be 1
        Get-ErrorId $refusal[0] | Should -Be $Id
        $refusal[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'cannot be unregistered where they are built in or not there, and the others go on' {
        $null = Register-VideoProvider farm OpenAI $address

        'OpenAI', 'nobody', 'farm' | Unregister-VideoProvider -ErrorVariable refusals -ErrorAction SilentlyContinue

        $refusals | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidParameterValue', 'UnknownProvider'
        (Get-VideoProvider).Name | Should -Not -Contain 'farm'
    }

    It 'are reported where their file is damaged, and the others are shown' {
        $null = Register-VideoProvider farm OpenAI $address
        Set-Content -LiteralPath (Join-Path $env:VIDEOGEN_HOME 'providers/bad.json') -Value 'junk'

        $names = (Get-VideoProvider -ErrorVariable damaged -ErrorAction SilentlyContinue).Name
        New-VideoJob x -Provider bad -ErrorVariable refused -ErrorAction SilentlyContinue

        $names | Should -Contain 'farm'
        $damaged, $refused | ForEach-Object { Get-ErrorId $_[0] } | Should -Be 'DamagedEntry', 'DamagedEntry'
        Unregister-VideoProvider bad
        Get-VideoProvider -ErrorVariable none | Out-Null
        $none | Should -BeNullOrEmpty
    }

    It 'are offered while one types' {
        $null = Register-VideoProvider farm OpenAI $address

        Get-Offer 'New-VideoJob x -Provider far' | Should -Be 'farm'
        Get-Offer 'Unregister-VideoProvider ' | Should -Be 'farm'
        Get-Offer 'Register-VideoProvider x -Kind open' | Should -Be 'OpenAI'
        Get-Offer 'Register-VideoProvider x -Kind loc' | Should -Not -Contain 'Local'
    }

    It 'leave built-in providers to complete where the home cannot be read' {
        Set-Content -LiteralPath $env:VIDEOGEN_HOME -Value 'a file'

        Get-Offer 'New-VideoJob x -Provider open' | Should -Be 'OpenAI'
    }

    It 'leave their jobs in the journal, and say how to reach them again' {
        $null = Register-VideoProvider farm OpenAI $address
        $folder = New-Item -Path (Join-Path $env:VIDEOGEN_HOME 'journal/open') -ItemType Directory -Force
        $entry = @{
            format = 1; fingerprint = 'f'; saved = @(); request = @{ provider = 'farm'; prompt = 'a cat' }
            job = @{ key = 'h5j9k3m7npqr2stv'; id = 'video_1'; provider = 'farm'; prompt = 'a cat'; status = 'Running'; createdAt = [DateTimeOffset]::UtcNow.ToString('o'); outputs = @() }
        }
        $entry | ConvertTo-Json -Depth 5 | Set-Content -LiteralPath (Join-Path $folder 'h5j9k3m7npqr2stv.json')
        (Get-VideoJob).Provider | Should -Be 'farm'

        Unregister-VideoProvider farm -WarningVariable warning -WarningAction SilentlyContinue

        "$warning" | Should -BeLike '1 job of farm *Register-VideoProvider -Name farm*'
        $job = Get-VideoJob
        $job.Id | Should -Be 'video_1'
        foreach ($command in { Get-VideoJob h5j9k3m7 }, { Get-VideoJob -Refresh }, { $job | Wait-VideoJob }, { $job | Stop-VideoJob }, { 'a dog' | New-VideoJob -Provider farm }) {
            $found = & $command 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
            Get-ErrorId $found | Should -Be 'UnknownProvider' -Because "$command"
            $found.ErrorDetails.RecommendedAction | Should -BeLike '*Register-VideoProvider -Name farm -Kind*'
        }

        { $job | Stop-VideoJob -ErrorAction SilentlyContinue } | Should -Not -Throw
        $job | Remove-VideoJob -JournalOnly
        Get-VideoJob | Should -BeNullOrEmpty
    }
}
