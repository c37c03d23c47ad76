#Requires -Version 7.4
# What Tab offers, as the engine asks for it. Nothing is rendered and no service is asked, but for the list of effects.

BeforeAll {
    Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1") -Force
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1" -Force
    $variables = 'VIDEOGEN_HOME', 'VIDEOGEN_PROVIDER'
    $before = @{}
    foreach ($name in $variables) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home'
    $env:VIDEOGEN_PROVIDER = 'Local'

    function Get-Completion([string] $Line) { @((TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches) }

    # A journal with a job in each state, written as the module writes it.
    function Set-Journal {
        $sample = New-VideoJob 'sample' -Duration 1 -Batch "director's cut" -Name sample
        $entry = Join-Path $env:VIDEOGEN_HOME "journal/open/$($sample.Key).json"
        $text = Get-Content -LiteralPath $entry -Tail 1
        $script:keys = @{}
        $minute = 0
        foreach ($status in 'Running', 'Completed', 'Unknown', 'Queued') {
            $document = $text | ConvertFrom-Json -AsHashtable -DateKind String
            $minute++
            $key = ("$($status.ToLowerInvariant() -replace '[ilou]', 'x')$('0' * 16)").Substring(0, 16)
            $document.job.key = $key
            $document.job.status = $status
            $document.job.name = "shot $status"
            $document.job.prompt = "the prompt of $status"
            $document.job.createdAt = "2026-03-01T00:0${minute}:00+00:00"
            $document.job.Remove('id')
            $document.Remove('owner')
            $script:keys[$status] = $key
            ConvertTo-Json -InputObject $document -Depth 20 | Set-Content -LiteralPath (Join-Path $env:VIDEOGEN_HOME "journal/open/$key.json")
        }

        Remove-VideoJob -Id $sample.Key -JournalOnly -Force -ErrorAction SilentlyContinue
        Remove-Item -LiteralPath $entry -ErrorAction Ignore
    }

    Set-Journal
}

AfterAll {
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
}

Describe 'Completion of a request' {
    It 'offers the values of the default provider, with their price' {
        $offers = Get-Completion 'New-VideoJob a -Resolution '

        $offers.CompletionText | Should -Be '360p', '480p', '720p', '1080p', '1440p', '4k'
        $offers[2].ToolTip | Should -Be 'Local preview, 4 s, 720p: free'
    }

    It 'offers what goes with what is typed: <line>' -ForEach @(
        @{ line = 'New-VideoJob -Premium -Provider Akool -Resolution 4k -Model '; offers = 'image2video' }
        @{ line = 'New-VideoJob -Provider OpenAI -Model sora-2 -Duration '; offers = '4', '8', '12' }
        @{ line = 'New-VideoJob -Seconds 7 -Provider Phantaisia -Model '; offers = @() }
        @{ line = '$rows | Get-VideoPrice -Model sora-2 -Provider OpenAI -Size '; offers = '1280x720', '720x1280' }
        @{ line = 'New-VideoJob -Size 1792x1024 -Provider OpenAI -Model '; offers = 'sora-2-pro' }
        @{ line = '$p = 1; New-VideoJob "a $p b" -Provider "OpenAI" -Model "sora-2-'; offers = '"sora-2-pro"' }
        @{ line = 'New-VideoJob "a fox" -Provider '; offers = 'Artnex', 'Local', 'OpenAI', 'Phaseo', 'Akool', 'Dafty', 'Phantaisia' }
        @{ line = 'New-VideoJob "a fox" -Image https://x/a.png -Provider '; offers = 'Akool', 'Artnex', 'Dafty', 'Local', 'OpenAI', 'Phantaisia', 'Phaseo' }
        @{ line = 'New-VideoJob -Model sora-2-pro -Size 1024x1792 -AudioUri https://x/a.mp3 -Provider '; offers = 'Local' }
    ) {
        (Get-Completion $line).CompletionText | Should -Be $offers
    }

    It 'says what a choice costs and since when the price holds' {
        $offer = Get-Completion 'New-VideoJob -Provider Akool -Duration '

        $offer[0].ToolTip | Should -Match '^Akool image2video, 5 s, 720p: [\d.]+ credits \(prices of \d{4}-\d\d-\d\d\)'
        (Get-Completion 'New-VideoJob -Provider Dafty -Duration 6')[0].ToolTip | Should -Match ': price unknown: Dafty publishes no prices'
    }

    It 'offers a provider that was registered, and its models' {
        Register-VideoProvider -Name farm -Kind OpenAI -Uri http://127.0.0.1:9/v1 -Model hunyuan-video
        try {
            (Get-Completion 'New-VideoJob -Provider fa').CompletionText | Should -Be 'farm'
            (Get-Completion 'New-VideoJob -Provider farm -Model ').CompletionText | Should -Be 'hunyuan-video'
        }
        finally { Unregister-VideoProvider -Name farm }
    }

    It 'offers effects once the service was asked for them' {
        Get-Completion 'New-VideoJob -Provider Akool -Effect ' | Should -BeNullOrEmpty
        $emulator = Start-Emulator
        try { $effects = @(Get-VideoEffect -Provider Akool) }
        finally { Stop-Emulator $emulator }

        $offers = Get-Completion 'New-VideoJob -Provider Akool -Effect '
        $offers.CompletionText | Should -Be $effects.Code
        $offers[0].ToolTip | Should -Match "$([regex]::Escape($effects[0].Name)), as Akool said on \d{4}-\d\d-\d\d$"
    }
}

Describe 'Completion out of the journal' {
    It 'offers <command> the jobs it is for first' -ForEach @(
        @{ command = 'Wait-VideoJob -Id '; first = 'Queued'; count = 3 }
        @{ command = 'Stop-VideoJob -Id '; first = 'Queued'; count = 3 }
        @{ command = 'Save-VideoJob -Id '; first = 'Completed'; count = 4 }
        @{ command = 'Resolve-VideoJob '; first = 'Unknown'; count = 4 }
        @{ command = 'Get-VideoJob -Id '; first = 'Queued'; count = 4 }
    ) {
        $offers = Get-Completion $command

        $offers | Should -HaveCount $count
        $offers[0].CompletionText | Should -Be $keys[$first].Substring(0, 8)
        $offers[0].ListItemText | Should -Be "$($keys[$first].Substring(0, 8)) $first shot $first"
        $offers[0].ToolTip | Should -Match "^Local preview, $first.*: shot $first$"
    }

    It 'offers names and batches that are there, in the quotes that were typed' {
        (Get-Completion 'Get-VideoJob -Name ').CompletionText | Should -Contain "'shot Running'"
        (Get-Completion 'Get-VideoJob -Name "shot r').CompletionText | Should -Be '"shot Running"'
        (Get-Completion 'New-VideoJob -Batch dir').CompletionText | Should -Be "'director''s cut'"
        (Get-Completion 'Get-VideoJob -Batch "dir').CompletionText | Should -Be "`"director's cut`""
        (Get-Completion 'Get-VideoJob -Status comp').CompletionText | Should -Be 'Completed'
    }

    It 'is silent where <what>' -ForEach @(
        @{ what = 'an entry is damaged'; break = { Set-Content -LiteralPath (Join-Path $env:VIDEOGEN_HOME 'journal/open/0000000000000000.json') '{' } ; count = 4 }
        @{ what = 'a batch is damaged'; break = { Get-ChildItem (Join-Path $env:VIDEOGEN_HOME 'journal/batches/*/batch.json') | Set-Content -Value 'no' } ; count = 4 }
        @{ what = 'the home is a file'; break = { Set-Content -LiteralPath (Join-Path $TestDrive 'file') ''; $env:VIDEOGEN_HOME = Join-Path $TestDrive 'file' } ; count = 0 }
        @{ what = 'there is no home'; break = { $env:VIDEOGEN_HOME = Join-Path $TestDrive 'nowhere' } ; count = 0 }
    ) {
        $homeBefore = $env:VIDEOGEN_HOME
        try {
            . $break
            $global:Error.Clear()

            Get-Completion 'Get-VideoJob -Id ' | Should -HaveCount $count
            foreach ($line in 'Get-VideoJob -Batch ', 'Get-VideoJob -Name ', 'New-VideoJob -Effect ') { $null = Get-Completion $line }
            @(Get-Completion 'New-VideoJob -Provider L').CompletionText | Should -Be 'Local'
            $global:Error | Should -BeNullOrEmpty
            Join-Path $TestDrive 'nowhere' | Should -Not -Exist
        }
        finally { $env:VIDEOGEN_HOME = $homeBefore }
    }
}
