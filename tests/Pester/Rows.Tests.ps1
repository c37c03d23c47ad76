#Requires -Version 7.4
# What New-VideoJob makes of what comes down the pipeline. What is here is refused, only asked for, or stopped at once: nothing is rendered.

BeforeDiscovery {
    $ffmpeg = $env:VIDEOGEN_FFMPEG -or @(Get-Command -Name ffmpeg, ffprobe -CommandType Application -ErrorAction Ignore).Count -ge 2
}

BeforeAll {
    Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1") -Force
    $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home'
    $env:VIDEOGEN_PROVIDER = 'Local'

    # The plan of each row as New-VideoJob -WhatIf states it, and every error and warning on the way.
    function Get-Plan {
        param([Parameter(ValueFromPipeline)] $Row, [hashtable] $With = @{})
        begin { $rows = @() }
        process { $rows += , $Row }
        end {
            $path = Join-Path $TestDrive "plan-$([guid]::NewGuid()).txt"
            $errors = @()
            $warnings = @()
            $null = Start-Transcript -LiteralPath $path
            try { $rows | New-VideoJob @With -WhatIf -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings }
            finally { $null = Stop-Transcript }
            [pscustomobject]@{
                WhatIf   = @((Get-Content -LiteralPath $path -Raw) -split '(?=What if: )' -match '^What if: ' -replace '\s+', ' ')
                Errors   = @($errors | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
                Warnings = @($warnings.Message)
            }
        }
    }

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }
}

Describe 'Rows' {
    It 'takes a string as the prompt' {
        $plan = 'A quiet harbour' | Get-Plan

        $plan.Errors | Should -BeNullOrEmpty
        $plan.WhatIf | Should -HaveCount 1
        $plan.WhatIf[0] | Should -Match 'target "A quiet harbour"'
    }

    It 'takes a file as the image, named after it' {
        $plan = Get-Item "$PSScriptRoot/../../samples/images/lake.jpg" | Get-Plan

        $plan.Errors | Should -BeNullOrEmpty
        $plan.WhatIf[0] | Should -Match 'target "lake"'
    }

    It 'takes a <kind> by its columns' -ForEach @(
        @{ kind = 'hashtable'; row = @{ Prompt = 'x'; Duration = '6s'; Resolution = '480p' } }
        @{ kind = 'custom object'; row = [pscustomobject]@{ prompt = 'x'; Seconds = 6; resolution = '480p' } }
        @{ kind = 'JSON object'; row = '{"prompt":"x","video_length":6,"Resolution":"480p"}' | ConvertFrom-Json }
        @{ kind = 'CSV row'; row = "Prompt,Duration,Resolution`nx,6,480p" | ConvertFrom-Csv }
    ) {
        $plan = , $row | Get-Plan

        $plan.Errors | Should -BeNullOrEmpty
        $plan.Warnings | Should -BeNullOrEmpty
        $plan.WhatIf[0] | Should -Match 'target "x"'
        $plan.WhatIf[0] | Should -Match '6 s, 480p'
    }

    It 'refuses <what> as NotARow and makes no prompt of it' -ForEach @(
        @{ what = 'a number'; row = 42 }
        @{ what = 'a date'; row = [datetime]'2026-01-01' }
        @{ what = 'a folder'; row = Get-Item $PSScriptRoot }
        @{ what = 'a process'; row = Get-Process -Id $PID }
        @{ what = 'a job that went through JSON'; row = [pscustomobject]@{ Key = 'k'; Provider = 'Local'; Status = 4; CreatedAt = 'x'; Outputs = @(); Prompt = 'p' } }
        @{ what = 'null'; row = $null }
    ) {
        $plan = , $row | Get-Plan

        $plan.WhatIf | Should -BeNullOrEmpty
        Get-ErrorId $plan.Errors[0] | Should -Be 'NotARow'
    }

    It 'does not make a prompt of a row without a prompt column' {
        $plan = [pscustomobject]@{ Colour = 'red' } | Get-Plan

        $plan.WhatIf | Should -BeNullOrEmpty
        Get-ErrorId $plan.Errors[0] | Should -Be 'MissingValue'
        $plan.Warnings -join ' ' | Should -Match "'Colour'"
    }

    It 'takes blank cells as not given' {
        $plan = "Prompt,Duration,Resolution,Image,Seed`nx,, ,," | ConvertFrom-Csv | Get-Plan

        $plan.Errors | Should -BeNullOrEmpty
        $plan.Warnings | Should -BeNullOrEmpty
        $plan.WhatIf | Should -HaveCount 1
    }

    It 'refuses only the row whose <column> is <value>' -ForEach @(
        @{ column = 'Duration'; value = 'long' }
        @{ column = 'Seed'; value = '1,000' }
        @{ column = 'Audio'; value = 'loud' }
        @{ column = 'EnhancePrompt'; value = 'perhaps' }
    ) {
        $plan = "Prompt,$column`nfirst,`"$value`"`nsecond," | ConvertFrom-Csv | Get-Plan

        $plan.WhatIf | Should -HaveCount 1
        $plan.WhatIf[0] | Should -Match 'target "second"'
        Get-ErrorId $plan.Errors[0] | Should -Be 'InvalidColumnValue'
        $plan.Errors[0].ToString() | Should -Match $column
    }

    It 'passes over the empty rows that spreadsheets leave, and numbers the others as they come' {
        $plan = "Prompt,Duration`n,`nfirst,soon`n,`nsecond,2" | ConvertFrom-Csv | Get-Plan

        $plan.WhatIf | Should -HaveCount 1
        $plan.Errors | Should -HaveCount 1
        $plan.Errors[0].ToString() | Should -Match '^Row 2: '
    }

    It 'refuses only the row whose image is missing' {
        $plan = "Prompt,Image`nfirst,no-such.png`nsecond," | ConvertFrom-Csv | Get-Plan

        $plan.WhatIf[0] | Should -Match 'target "second"'
        Get-ErrorId $plan.Errors[0] | Should -Be 'ImageNotFound'
        $plan.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'names a value that the model does not make, and the nearest' {
        $plan = @{ Prompt = 'x'; Duration = 99 } | Get-Plan

        Get-ErrorId $plan.Errors[0] | Should -Be 'UnsupportedValue'
        $plan.Errors[0].ToString() | Should -Match '99 .*nearest is 60'
    }

    It 'warns once of a column nobody uses, with the nearest name' {
        $plan = "Prompt,Promt`na,1`nb,2" | ConvertFrom-Csv | Get-Plan

        $plan.WhatIf | Should -HaveCount 2
        $plan.Warnings | Should -HaveCount 1
        $plan.Warnings[0] | Should -Match "'Promt'.*Prompt"
    }

    It 'reads each row by its own headers, whatever those of the row before' {
        $plan = [pscustomobject]@{ Name = 'a'; Prompt = 'x'; Duration = 2 },
            [pscustomobject]@{ Duration = 3; Prompt = 'y'; Name = 'b' },
            [pscustomobject]@{ Name = 'c'; Prompt = 'z'; Seconds = 5; Durration = 9 },
            [ordered]@{ Name = 'd'; Prompt = 'w' } | Get-Plan

        $plan.Errors | Should -BeNullOrEmpty
        $plan.WhatIf -replace '.*\((\d+ s).*target "(\w)".*', '$2 $1' -replace ' *$' | Should -Be @('a 2 s', 'b 3 s', 'c 5 s', 'd 4 s')
        $plan.Warnings | Should -HaveCount 1
        $plan.Warnings[0] | Should -BeLike "*'Durration'*"
    }

    It 'lets the command line win over a column' {
        $plan = @{ Prompt = 'x'; Duration = 3 } | Get-Plan -With @{ Duration = '5' }

        $plan.WhatIf[0] | Should -Match '\(5 s'
    }

    It 'finds an image whose path has <what>' -ForEach @(
        @{ what = 'spaces'; name = 'a b.jpg' }
        @{ what = 'brackets'; name = 'a [1].jpg' }
        @{ what = 'another script'; name = '日本 é.jpg' }
    ) {
        $path = Join-Path $TestDrive $name
        [IO.File]::Copy((Convert-Path "$PSScriptRoot/../../samples/images/lake.jpg"), $path, $true)
        Push-Location -LiteralPath $TestDrive
        try { $plan = @{ Prompt = 'x'; Image = "./$name" } | Get-Plan }
        finally { Pop-Location }

        $plan.Errors | Should -BeNullOrEmpty
        $plan.WhatIf | Should -HaveCount 1
    }

    # Local takes no job where there is no FFmpeg to render it.
    It 'asks about new rows of a batch only' -Skip:(-not $ffmpeg) {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive 'known-home'
        try {
            $before = 'one', 'two' | Get-Plan -With @{ Batch = 'known' }
            'one' | New-VideoJob -Batch known -Duration 60 -ErrorAction SilentlyContinue | Stop-VideoJob | Should -HaveCount 1
            $after = 'one', 'two' | Get-Plan -With @{ Batch = 'known'; Duration = '60' }

            $before.WhatIf | Should -HaveCount 2
            $after.WhatIf | Should -HaveCount 1
            $after.WhatIf[0] | Should -Match 'target "two"'
            Get-VideoJob | Should -HaveCount 1
        }
        finally { $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home' }
    }

    It 'says with -WhatIf once which service has no key yet, and asks for none' {
        $env:VIDEOGEN_ARTNEX_KEY = $null
        $rows = 'a fox', 'a hare', @{ Prompt = 'a lake'; Provider = 'Local' }

        $plan = $rows | Get-Plan -With @{ Provider = 'Artnex' }
        $plan.WhatIf | Should -HaveCount 3
        $plan.Errors | Should -BeNullOrEmpty
        $plan.Warnings | Should -Be 'There is no key for Artnex yet: Set-VideoCredential Artnex'

        ($rows | Get-Plan).Warnings | Should -BeNullOrEmpty
        ($rows | Get-Plan -With @{ Provider = 'Artnex'; Token = (ConvertTo-SecureString 'of-the-command' -AsPlainText -Force) }).Warnings | Should -BeNullOrEmpty
        try {
            $env:VIDEOGEN_ARTNEX_KEY = 'set'
            ($rows | Get-Plan -With @{ Provider = 'Artnex' }).Warnings | Should -BeNullOrEmpty
        }
        finally { $env:VIDEOGEN_ARTNEX_KEY = $null }
    }

    It 'leaves nothing behind with -WhatIf' {
        $null = 'x' | Get-Plan

        Get-VideoJob | Should -BeNullOrEmpty
    }

    It 'does not even make its home with -WhatIf, in a batch and without' {
        $before = $env:VIDEOGEN_HOME
        $env:VIDEOGEN_HOME = Join-Path $TestDrive 'never made'
        try {
            $null = 'x' | Get-Plan
            $null = 'x' | Get-Plan -With @{ Batch = 'planned' }

            $env:VIDEOGEN_HOME | Should -Not -Exist
        }
        finally { $env:VIDEOGEN_HOME = $before }
    }
}
