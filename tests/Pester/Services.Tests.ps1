#Requires -Version 7.4
# Every service from rows to files, against its emulator: as a user would, with the service's own column names.

BeforeDiscovery {
    $files = @(
        @{ Provider = 'Phantaisia'; Csv = 'phantaisia'; Jobs = 2; Price = 'unknown' }
        @{ Provider = 'Phantaisia'; Csv = 'phantaisia-frames'; Jobs = 1; Price = 'unknown' }
        @{ Provider = 'Dafty'; Csv = 'dafty'; Jobs = 1; Price = 'unknown' }
        @{ Provider = 'Dafty'; Csv = 'dafty-frames'; Jobs = 1; Price = 'unknown' }
        @{ Provider = 'Akool'; Csv = 'akool'; Jobs = 2; Price = '20 credits' }
        @{ Provider = 'Akool'; Csv = 'akool-batch'; Jobs = 3; Price = 'unknown' }
        @{ Provider = 'Artnex'; Csv = 'artnex'; Jobs = 2; Price = '2000 credits' }
        @{ Provider = 'Phaseo'; Csv = 'phaseo'; Jobs = 1; Price = '0.4 USD' }
        @{ Provider = 'OpenAI'; Csv = 'openai'; Jobs = 1; Price = '0.8 USD' }
    )
    $services = 'Phantaisia', 'Dafty', 'Akool', 'Artnex', 'Phaseo', 'OpenAI' | ForEach-Object { @{ Provider = $_ } }
    $keyed = $services | Where-Object { $_.Provider -ne 'OpenAI' }
    $deleting = 'Akool', 'Phaseo', 'OpenAI' | ForEach-Object { @{ Provider = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1" -Force
    Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1") -Force
    $environment = $env:VIDEOGEN_PROVIDER
    $env:VIDEOGEN_PROVIDER = $null
    $emulators = Start-Emulator
    $image = Convert-Path "$PSScriptRoot/../../samples/images/lake.jpg"

    # Not in $TestDrive: this process still gives signs of life in its homes when Pester wants to delete that.
    $root = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"

    # A home and a folder for clips that no other test uses.
    function New-Place {
        $place = Join-Path $root ([guid]::NewGuid())
        $env:VIDEOGEN_HOME = Join-Path $place 'home'

        # Of an earlier run: one that is new is warned of where nobody watches.
        $null = New-Item -Path (Join-Path $env:VIDEOGEN_HOME 'journal') -ItemType Directory -Force
        (New-Item -Path (Join-Path $place 'clips') -ItemType Directory -Force).FullName
    }

    # A row that each service takes.
    function New-Row([string] $Provider, [string] $Prompt) {
        @{ Provider = $Provider; Prompt = $Prompt; Image = 'https://images.example/lake.png' }
    }

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }
}

AfterAll {
    Stop-Emulator $emulators
    $env:VIDEOGEN_HOME = $null
    $env:VIDEOGEN_PROVIDER = $environment
    Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
}

Describe 'The rows of <Csv>.csv' -ForEach $files {
    It 'are submitted, waited for and saved, once' {
        $clips = New-Place
        $rows = Import-Csv "$PSScriptRoot/Services/$Csv.csv"
        $before = Get-MadeCount $Provider

        $warnings = $null
        $saved = $rows | New-VideoJob -Provider $Provider -Batch own -ErrorAction Stop -WarningVariable warnings |
            Wait-VideoJob -Timeout 60 -ErrorAction Stop | Save-VideoJob -Destination $clips -ErrorAction Stop

        $warnings | Should -BeNullOrEmpty
        $saved | Should -HaveCount $Jobs
        $saved | ForEach-Object { [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($_)[4..7]) | Should -Be 'ftyp' }
        (Get-MadeCount $Provider) - $before | Should -Be $Jobs

        $again = $rows | New-VideoJob -Provider $Provider -Batch own -ErrorAction Stop
        $again.Status | Sort-Object -Unique | Should -Be 'Completed'
        (Get-MadeCount $Provider) - $before | Should -Be $Jobs
    }

    It 'have the price of their service' {
        $null = New-Place
        $priced = Import-Csv "$PSScriptRoot/Services/$Csv.csv" | Get-VideoPrice -Provider $Provider -ErrorAction Stop | Select-Object -First 1
        $priced.Price | Should -Be $Price
        if ($Price -eq 'unknown') { $priced.Note | Should -Not -BeNullOrEmpty } else { $priced.AsOf | Should -Not -BeNullOrEmpty }
    }
}

Describe '<Provider>' -ForEach $services {
    It 'keeps its key out of every stream and file' {
        $clips = New-Place
        $key = (Get-Item "Env:VIDEOGEN_$($Provider.ToUpperInvariant())_KEY").Value
        Set-Scenario $Provider status 500 2
        $all = & {
            $DebugPreference = 'Continue'
            New-Row $Provider 'a fox' | New-VideoJob -Verbose
            New-Row $Provider 'a wolf' | New-VideoJob -Verbose | Wait-VideoJob -Timeout 60 -Verbose | Save-VideoJob -Destination $clips -WithManifest -Verbose
            Get-VideoJob | Wait-VideoJob -Timeout 60 -Verbose
            Get-VideoJob
        } *>&1
        $text = ($all | Format-List -Property * -Force | Out-String -Width 4096) + ($Error | Format-List -Property * -Force | Out-String -Width 4096)
        $text += ($all | ConvertTo-Json -Depth 3 -WarningAction Ignore)
        foreach ($part in $key -split ':') {
            $text.Contains($part) | Should -BeFalse
            Get-ChildItem $env:VIDEOGEN_HOME, $clips -Recurse -File | Where-Object { [IO.File]::ReadAllText($_).Contains($part) } | Should -BeNullOrEmpty
        }
    }

    It 'takes a file of this machine, or says that it needs an address' {
        $clips = New-Place
        $job = @{ Provider = $Provider; Prompt = 'a lake'; Image = $image } | New-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue
        if ($Provider -eq 'Akool') {
            Get-ErrorId $errors[0] | Should -Be 'NeedsImageUrl'
        }
        else {
            $errors | Should -BeNullOrEmpty
            $job | Wait-VideoJob -Timeout 60 | Save-VideoJob -Destination $clips | Should -HaveCount 1
        }
    }

    It 'remembers a job whose answer was lost, and does not submit it again' {
        $null = New-Place
        $before = Get-MadeCount $Provider
        Set-Scenario $Provider lost
        $first = New-Row $Provider 'a lost fox' | New-VideoJob -Batch lost -ErrorVariable errors -ErrorAction SilentlyContinue
        $first.Status | Should -Be 'Unknown'
        Get-ErrorId $errors[0] | Should -Be 'JobUnknown'
        $second = New-Row $Provider 'a lost fox' | New-VideoJob -Batch lost -ErrorAction SilentlyContinue
        $second.Key | Should -Be $first.Key
        (Get-MadeCount $Provider) - $before | Should -BeLessOrEqual 1
    }
}

Describe '<Provider> without its key' -ForEach $keyed {
    It 'says what is missing when there is no key' {
        $null = New-Place
        $variable = "Env:VIDEOGEN_$($Provider.ToUpperInvariant())_KEY"
        $key = (Get-Item $variable).Value
        Remove-Item $variable
        try {
            $jobs = New-Row $Provider 'a fox' | New-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue
            $jobs | Should -BeNullOrEmpty
            Get-ErrorId $errors[0] | Should -Be 'CredentialMissing'
            $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Set-VideoCredential'
            Get-VideoJob | Should -BeNullOrEmpty
        }
        finally { Set-Item $variable $key }
    }
}

Describe 'Removing at <Provider>' -ForEach $deleting {
    It 'deletes the clip at the service' {
        $clips = New-Place
        $job = New-Row $Provider 'a fox' | New-VideoJob | Wait-VideoJob -Timeout 60
        $null = $job | Save-VideoJob -Destination $clips
        $job | Remove-VideoJob -ErrorAction Stop
        Get-VideoJob | Should -BeNullOrEmpty
        Get-VideoJob -Id $job.Id -Provider $Provider -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $errors[0] | Should -BeIn 'NotFoundAtService', 'JobNotFound'
    }
}

Describe 'Resolving a lost answer' {
    It 'finds the clip in the list of its service, and pays for no other' {
        $clips = New-Place
        $before = Get-MadeCount Akool
        Set-Scenario Akool lost
        $lost = New-Row Akool 'a fox that nobody answered for' | New-VideoJob -Batch lost -ErrorAction SilentlyContinue
        $lost.Status | Should -Be 'Unknown'

        $found = $lost | Resolve-VideoJob -ErrorAction Stop

        $found.Key | Should -Be $lost.Key
        $found | Wait-VideoJob -Timeout 60 | Save-VideoJob -Destination $clips | Should -HaveCount 1
        (Get-MadeCount Akool) - $before | Should -Be 1
    }

    It 'shows what it could be where that is not sure, and takes the one that is chosen' {
        $null = New-Place
        Set-Scenario Phaseo lost
        $lost = New-Row Phaseo 'a fox' | New-VideoJob -ErrorAction SilentlyContinue

        $candidates = $lost | Resolve-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue

        Get-ErrorId $errors[0] | Should -Be 'JobUnknown'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match "Resolve-VideoJob $($lost.ShortId) -Id"
        $candidates.Count | Should -BeGreaterThan 1
        (Resolve-VideoJob $lost.ShortId -Id $candidates[0].Id -ErrorAction Stop).Id | Should -Be $candidates[0].Id
    }

    It 'says that it cannot tell where the service has no list' {
        $null = New-Place
        Set-Scenario Artnex lost
        $lost = New-Row Artnex 'a fox' | New-VideoJob -ErrorAction SilentlyContinue
        { $lost | Resolve-VideoJob -ErrorAction Stop } | Should -Throw -ErrorId 'CannotResolve,*'
    }
}

Describe 'Removing many' {
    It 'is one request where the service takes many, and says which are refused' {
        $clips = New-Place
        $jobs = 1..3 | ForEach-Object { New-Row Akool "number $_" } | New-VideoJob | Wait-VideoJob -Timeout 60
        $null = $jobs | Save-VideoJob -Destination $clips
        $uri = [uri]::new([uri]$env:VIDEOGEN_AKOOL_URI, '/_emulator/ledger')
        $before = @((Invoke-RestMethod $uri) | Where-Object target -Like '*delbyids').Count

        $jobs | Remove-VideoJob -PassThru -ErrorAction Stop | Should -HaveCount 3

        @((Invoke-RestMethod $uri) | Where-Object target -Like '*delbyids').Count - $before | Should -Be 1
        Get-VideoJob | Should -BeNullOrEmpty
    }
}

Describe 'What services offer' {
    It 'tells balances, of all that have one and a key' {
        $balances = Get-VideoBalance -Provider Akool, Dafty
        $balances.Provider | Sort-Object | Should -Be 'Akool', 'Dafty'
        ($balances | Where-Object Provider -EQ Akool).Unit | Should -Be 'credits'
    }

    It 'lists effects, which a row can name' {
        $null = New-Place
        $effect = Get-VideoEffect -Provider Akool | Select-Object -First 1
        $job = New-VideoJob -Provider Akool -Image https://images.example/a.png -Effect $effect.Code -ErrorAction Stop
        $job.Status | Should -BeIn 'Queued', 'Running'
    }

    It 'lists the jobs of a service, with filters' {
        $null = New-Place
        $jobs = 1..3 | ForEach-Object { New-Row Phaseo "number $_" } | New-VideoJob
        $listed = Get-VideoJob -Provider Phaseo -AtService -Newest 2
        $listed | Should -HaveCount 2
        Get-VideoJob -Provider Phaseo -AtService -Status Failed -Newest 1 | Should -BeNullOrEmpty
        { Get-VideoJob -Provider Artnex -AtService -ErrorAction Stop } | Should -Throw -ErrorId 'CannotList,*'
    }

    It 'adds a sound to a finished clip, once' {
        $clips = New-Place
        $clip = New-Row Akool 'a fox' | New-VideoJob | Wait-VideoJob -Timeout 60
        $made = Get-MadeCount Akool

        $new = $clip | Add-VideoAudio -AudioUri https://sounds.example/rain.mp3 -ErrorAction Stop
        $again = $clip | Add-VideoAudio -AudioUri https://sounds.example/rain.mp3 -ErrorAction Stop

        $new.Id | Should -Not -Be $clip.Id
        $again.Key | Should -Be $new.Key
        (Get-MadeCount Akool) - $made | Should -Be 1
        $new | Wait-VideoJob -Timeout 60 | Save-VideoJob -Destination $clips | Should -HaveCount 1
    }

    It 'prices the question' {
        $null = New-Place
        $null = 'a fox', 'a wolf' | New-VideoJob -Provider Akool -Image https://images.example/a.png -Duration 5 -WhatIf -InformationVariable plan -InformationAction SilentlyContinue
        "$plan" | Should -BeLike '*2 clips for 40 credits*'
        Get-VideoJob | Should -BeNullOrEmpty
    }

    It 'stops at MaxCost, before the row that is too much' {
        $null = New-Place
        $jobs = 'a fox', 'a wolf', 'a bear' | New-VideoJob -Provider Akool -Image https://images.example/a.png -Duration 5 -Resolution 720p -MaxCost '45 credits' -ErrorVariable errors -ErrorAction SilentlyContinue
        $jobs | Should -HaveCount 2
        Get-ErrorId $errors[0] | Should -Be 'CostLimitReached'
    }
    It 'numbers the row of every error' {
        $null = New-Place
        $null = 1, (Get-Date 2026-03-01), 'a fox' | New-VideoJob -Provider Artnex -MaxCost '1 credits' -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].ToString() | Should -BeLike 'Row 1: *'
        $errors[1].ToString() | Should -BeLike 'Row 2: *'
        $errors[2].ToString() | Should -BeLike 'Row 3: *MaxCost*'
        $null = New-VideoJob 'a fox' -Provider Artnex -MaxCost '1 credits' -ErrorVariable alone -ErrorAction SilentlyContinue
        $alone[0].ToString() | Should -BeLike 'This would cost *'
    }

    It 'says where requests really go' {
        (Get-VideoProvider Akool).Endpoint | Should -Be ([uri] $env:VIDEOGEN_AKOOL_URI)
    }

    It 'takes the secret of a webhook only where it signs something' {
        $null = New-Place
        $secret = ConvertTo-SecureString 'whsec-0123456789' -AsPlainText -Force
        $uri = 'https://hooks.example/videos'
        $akool = @{ Provider = 'Akool'; Image = 'https://images.example/a.png'; WebhookUri = $uri }
        { New-VideoJob 'a fox' @akool -WebhookSecret $secret -ErrorAction Stop } | Should -Throw -ErrorId 'UnsupportedValue,*'
        { New-VideoJob 'a fox' -Provider Phaseo -WebhookSecret $secret -ErrorAction Stop } | Should -Throw -ErrorId 'MissingValue,*'
        $job = New-VideoJob 'a fox' -Provider Phaseo -WebhookUri $uri -WebhookSecret 'whsec-0123456789' -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop
        $job.Status | Should -Be 'Queued'
        $warnings | Should -BeLike '*-WebhookSecret (Read-Host -AsSecureString)*'
        "$warnings" | Should -Not -BeLike '*whsec*'
    }

    It 'offers no files where a value is no file' {
        foreach ($parameter in 'Size', 'Effect', 'MaxCost', 'WebhookEvent') {
            (TabExpansion2 "New-VideoJob x -$parameter ").CompletionMatches | Where-Object ResultType -In 'ProviderItem', 'ProviderContainer' | Should -BeNullOrEmpty
        }
    }
}
