#Requires -Version 7.4
# What people see of jobs. The texts of Looks/ are compared whole; with VIDEOGEN_RECORD=1 they are written anew instead, to
# be read before they are committed.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $recorded = Join-Path $PSScriptRoot 'Looks'
    $rendering = $PSStyle.OutputRendering
    $header = $PSStyle.Formatting.TableHeader
    $escape = "`e"

    # A job as a service leaves it, of an age that does not change its wording within a minute.
    function New-Job([string] $Key, [VideoGen.VideoStatus] $Status, [timespan] $Age, [hashtable] $With = @{}) {
        $members = @{ Key = $Key; Provider = 'Local'; Status = $Status; CreatedAt = [DateTimeOffset]::UtcNow.Subtract($Age).AddSeconds(-30) }
        foreach ($name in $With.Keys) { $members[$name] = $With[$name] }
        [VideoGen.VideoJob]$members
    }

    # One in each state.
    function Get-Sample {
        $prompt = 'A slow push-in over a foggy harbour at dawn, gulls crossing the frame, in warm low light'
        $clip = [VideoGen.VideoOutput]@{
            Uri = 'https://media.example/clips/a%20b.mp4?sig=1'; MediaType = 'video/mp4'; Bytes = 8300000; Width = 1280; Height = 720; Seconds = 6
        }
        $outputs = [VideoGen.VideoOutputs]::new([VideoGen.VideoOutput[]]@($clip, $clip))

        New-Job '7k2m9q4xw1c5n8td' Pending '0:01' @{ Prompt = $prompt }
        New-Job 'q4w8z2v6ahj3kmnp' Sending '0:02' @{ Name = 'harbour' }
        New-Job 'm1x5c9b3dfgh7jkq' Unknown '0:12' @{ Provider = 'Phantaisia'; Prompt = 'Two lines:' + "`r`n" + 'and   a gap' }
        New-Job 'z7y3n8p2rstv5wx6' Queued '0:25' @{ Id = 'srv-4'; Name = $prompt }
        New-Job 'c4v8b2n6mkjh9gfd' Running '1:10' @{ Id = 'srv-5'; Progress = 42; Name = 'Küste bei Nacht' }
        New-Job 'h5j9k3m7npqr2stv' Completed '1.06:00' @{
            Id = 'srv-6'; Provider = 'Akool'; Model = 'veo3.1'; Batch = 'trailer'; Name = 'dawn'; Prompt = $prompt; Duration = 6; Progress = 100
            ExpiresAt = [DateTimeOffset]::UtcNow.AddHours(23.5); Outputs = $outputs; Cost = [VideoGen.VideoCost]::new(20, 'credits', $true); File = '/clips/dawn.mp4'
        }
        New-Job 't2v6w0x4yz83abcd' Failed '3.12:00' @{
            Id = 'srv-7'; Name = 'crowd'; Error = [VideoGen.JobError]::new('content_policy', "No faces$escape[31m of`nreal people")
        }
        New-Job 'a9b3c7d1efg5hjkm' Cancelled '12.12:00' @{ Provider = 'farm-in-the-cellar'; Name = '夜の海' }
        New-Job 'p6q0r4s8tv2wxyz5' Expired '400.12:00' @{ Progress = 100; Name = 'old' }
    }

    # Dates become a word of their length; escapes are written out.
    function ConvertTo-Record([string] $Text) {
        $lines = ($Text -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d', 'yyyy-MM-dd HH:mm:ss' -replace $escape, '\e').Trim("`r", "`n") -split '\r?\n'
        ($lines.TrimEnd() -join "`n") + "`n"
    }

    function Assert-Recorded([string] $Text, [string] $Name) {
        $path = Join-Path $recorded $Name
        $record = ConvertTo-Record $Text
        if ($env:VIDEOGEN_RECORD) { [IO.File]::WriteAllText($path, $record) }
        $record | Should -BeExactly ([IO.File]::ReadAllText($path) -replace "`r")
    }
}

Describe 'The looks' {
    BeforeEach { $PSStyle.OutputRendering = 'PlainText' }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
        $PSStyle.Formatting.TableHeader = $header
    }

    Context 'Jobs' {
        It 'are a table that fits <_> columns' -ForEach 80, 120 {
            $text = Get-Sample | Out-String -Width $_

            ($text -split '\r?\n' | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $_
            Assert-Recorded $text "table-$_.txt"
        }

        It 'use no more than 120 columns of a wider terminal' {
            ConvertTo-Record (Get-Sample | Out-String -Width 300) | Should -BeExactly (ConvertTo-Record (Get-Sample | Out-String -Width 120))
        }

        It 'have a list that leaves out what is not known' {
            Assert-Recorded (Get-Sample | Where-Object Status -In Pending, Completed, Failed | Format-List | Out-String -Width 80) 'list.txt'
        }

        It 'have a wide view' {
            Assert-Recorded (Get-Sample | Format-Wide | Out-String -Width 80) 'wide.txt'
        }

        It 'have a coloured status whose colour takes no room' {
            $plain = Get-Sample | Out-String -Width 80 -Stream | Select-Object -Skip 3
            $PSStyle.OutputRendering = 'Ansi'
            # Not the header: its colour is the user's.
            $coloured = Get-Sample | Out-String -Width 80 -Stream | Select-Object -Skip 3

            Assert-Recorded ($coloured -join "`n") 'table-80-color.txt'
            ($coloured -replace "$escape\[[\d;]*m").TrimEnd() | Should -BeExactly $plain.TrimEnd()
        }

        It 'are plain where output is not for a terminal' {
            $PSStyle.OutputRendering = 'Host'

            Get-Sample | Out-String -Width 80 | Should -Not -Match $escape
        }

        It 'show hostile text as text in <Name>' -ForEach @(
            @{ Name = 'the table'; Format = { $args[0] } }
            @{ Name = 'the list'; Format = { $args[0] | Format-List } }
            @{ Name = 'the wide view'; Format = { $args[0] | Format-Wide } }
            @{ Name = 'what follows other objects'; Format = { [version]'1.0', $args[0], $args[0].Error } }
        ) {
            # A title, a colour, a cleared screen, an 8-bit introducer, a bell, a backspace and a change of writing direction.
            $hostile = "x$escape]0;owned`a$escape[31m$escape[2J$([char]0x9B)31m`b$([char]0x202E)y"
            $job = New-Job 'h5j9k3m7npqr2stv' Failed '0:05' @{
                Id = $hostile; Model = $hostile; Name = $hostile; Batch = $hostile; Prompt = $hostile
                Error = [VideoGen.JobError]::new($hostile, $hostile); Cost = [VideoGen.VideoCost]::new(1, $hostile, $true)
            }
            $PSStyle.OutputRendering = 'Ansi'
            $PSStyle.Formatting.TableHeader = ''

            $text = & $Format $job | Out-String -Width 120

            $text | Should -Match 'x \]0;owned'
            $text.Replace($PSStyle.Foreground.Red, '').Replace($PSStyle.Reset, '').Replace($PSStyle.Formatting.FormatAccent, '') |
                Should -Not -Match "[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E]"
        }

        It 'have an age to sort and filter by that stays out of exports' {
            $jobs = Get-Sample

            ($jobs | Sort-Object Age | Select-Object -First 1).Status | Should -Be Pending
            ($jobs | Where-Object Age -GT '1:00:00').Count | Should -Be 5
            ($jobs | ConvertTo-Csv)[0] | Should -Not -Match 'Age'
            ($jobs[0] | Select-Object *).PSObject.Properties.Name | Should -Not -Contain 'Age'
        }

        It 'print 2,000 of them in less than 10 s' {
            $jobs = foreach ($i in 1..2000) { New-Job 'h5j9k3m7npqr2stv' Running '0:05' @{ Name = "row $i" } }

            (Measure-Command { $jobs | Out-String -Width 80 }).TotalSeconds | Should -BeLessThan 10
        }
    }

    Context 'Jobs of another session' {
        It 'look the same out of Clixml as <View>' -ForEach @(
            @{ View = 'a table'; Format = { $input | Format-Table } }
            @{ View = 'a list'; Format = { $input | Format-List } }
            @{ View = 'a wide view'; Format = { $input | Format-Wide } }
        ) {
            $jobs = Get-Sample
            $path = Join-Path $TestDrive 'jobs.xml'
            $jobs | Export-Clixml $path
            $read = Import-Clixml $path

            $read[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.VideoGen.VideoJob'
            ConvertTo-Record ($read | & $Format | Out-String -Width 80) | Should -BeExactly (ConvertTo-Record ($jobs | & $Format | Out-String -Width 80))
        }

        It 'look the same where dates are written otherwise' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $read = Get-Sample | ConvertTo-CliXml | ConvertFrom-CliXml
                Assert-Recorded ($read | Out-String -Width 80) 'table-80.txt'
            }
            finally {
                [cultureinfo]::CurrentCulture = $culture
            }
        }

        It 'look the same out of Start-Job' {
            $task = Start-Job {
                Import-Module $args[0]
                $clip = [VideoGen.VideoOutput]@{ Bytes = 1500 }
                [VideoGen.VideoJob]@{
                    Key = 'h5j9k3m7npqr2stv'; Provider = 'Local'; Status = 'Completed'; Name = 'dawn'; CreatedAt = [DateTimeOffset]::UtcNow.AddMinutes(-5.5)
                    Outputs = [VideoGen.VideoOutputs]::new([VideoGen.VideoOutput[]]@($clip))
                }
            } -ArgumentList $manifestPath
            $job = $task | Receive-Job -Wait -AutoRemoveJob

            $job | Out-String -Width 80 | Should -Match 'h5j9k3m7 Local      Completed           5 min dawn'
            $job | Format-List | Out-String -Width 80 | Should -Match 'Outputs +: 1 file, 1\.5 KB'
        }
    }

    Context 'The views' {
        It 'leave no error behind, in strict mode too' {
            Invoke-ChildShell {
                Set-StrictMode -Version Latest
                Import-Module $args[0]
                $clip = [VideoGen.VideoOutput]@{ Bytes = 5 }
                $jobs = [VideoGen.VideoJob]@{ Key = 'abc'; Provider = 'Local' },
                    [VideoGen.VideoJob]@{ Key = 'abc'; Provider = 'Local'; Outputs = [VideoGen.VideoOutputs]::new([VideoGen.VideoOutput[]]@($clip)) }
                $cost = [VideoGen.VideoCost]::new(1, 'USD', $false)
                $fault = [VideoGen.JobError]::new('code', 'message')
                foreach ($thing in $jobs, ($jobs | ConvertTo-CliXml | ConvertFrom-CliXml), $clip, $cost, $fault, (Get-VideoProvider), (Get-VideoModel)) {
                    foreach ($format in 'Format-Table', 'Format-List', 'Format-Wide') { $null = $thing | & $format | Out-String }
                }
                $null = [VideoGen.VideoOutputs]::None, $jobs[1].Outputs | Out-String
                "$($Error.Count) errors"
                $Error
            } $manifestPath | Should -Be '0 errors'
        }

        It 'show the files of a job as a table, and as a list' {
            $job = Get-Sample | Where-Object Status -EQ Completed

            Assert-Recorded (($job.Outputs | Out-String -Width 80) + ($job.Outputs[0] | Format-List | Out-String -Width 80)) 'outputs.txt'
        }

        It 'show the files taken together as one line' {
            $job = Get-Sample | Where-Object Status -EQ Completed

            (, $job.Outputs | Out-String).Trim() | Should -BeExactly '2 files, 16.6 MB'
        }

        It 'show what a job cost and why one failed' {
            $jobs = Get-Sample

            Assert-Recorded ((($jobs | Where-Object Cost).Cost | Out-String -Width 80) + (($jobs | Where-Object Error).Error | Out-String -Width 80)) 'cost-error.txt'
        }

        It 'show <Name> in <Width> columns, none of it cut or broken within a word' -ForEach @(
            foreach ($width in 80, 120) {
                @{ Width = $width; Name = 'a budget'; Of = { [VideoGen.VideoBudget]@{
                    Provider = 'Phantaisia'; Per = 'Month'; PeriodStart = [DateTimeOffset]'2026-02-01Z'; PeriodEnd = [DateTimeOffset]'2026-03-01Z'
                    Limit = 5000; Unit = 'credits'; Spent = 1240.5; Reserved = 60; Left = 3699.5; Clips = 100; SpentClips = 62; LeftClips = 38 } } }
                @{ Width = $width; Name = 'a check of the environment'; Of = { [VideoGen.VideoEnvironmentCheck]@{
                    Check = 'Connection'; Subject = 'Phantaisia'; Result = 'Failed'; Detail = 'https://api.phantaisia.example cannot be reached: the name is not known.'
                    Remedy = 'Look at the network, at HTTPS_PROXY, and at VIDEOGEN_PHANTAISIA_URI; then run: Test-VideoEnvironment -Provider Phantaisia' } } }
                @{ Width = $width; Name = 'a price'; Of = { [VideoGen.VideoPrice]@{
                    Provider = 'Phantaisia'; Model = 'kling-2.5-turbo'; Name = 'harbour at dawn'; Duration = 10; Count = 2; Least = 0.25; Most = 0.5; Unit = 'USD'; Note = 'It depends on the queue.' } } }
                @{ Width = $width; Name = 'a balance'; Of = { [VideoGen.VideoBalance]@{
                    Provider = 'Phantaisia'; Amount = 12345.5; Unit = 'credits'; Plan = 'Professional'; Account = 'studio@example.org' } } }
                @{ Width = $width; Name = 'an effect'; Of = { [VideoGen.VideoEffect]@{ Provider = 'Akool'; Code = 'squish_89244231312'; Name = 'Squish' } } }
                @{ Width = $width; Name = 'a credential'; Of = { [VideoGen.VideoCredential]@{
                    Provider = 'Phantaisia'; IsSet = $true; Source = 'Environment'; Form = 'IdAndSecret'; Id = 'client-0123'; Detail = 'VIDEOGEN_PHANTAISIA_KEY' } } }
                @{ Width = $width; Name = 'a check of a credential'; Of = { [VideoGen.VideoCredentialCheck]@{
                    Provider = 'Phantaisia'; IsValid = $false; Source = 'Store'; Message = 'Phantaisia does not take the key: the token it was given has expired since yesterday at noon.'; ErrorId = 'CredentialRefused' } } }
                @{ Width = $width; Name = 'a provider'; Of = { Get-VideoProvider Local } }
                @{ Width = $width; Name = 'a model'; Of = { Get-VideoModel -Provider Akool -Name image2video } }
            }
        ) {
            $thing = & $Of
            foreach ($format in 'Out-Default', 'Format-Table', 'Format-List', 'Format-Wide') {
                $text = ($format -eq 'Out-Default' ? ($thing | Out-String -Width $Width) : ($thing | & $format | Out-String -Width $Width)).Trim("`r", "`n")
                $lines = @($text -split '\r?\n')

                ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $Width
                $text | Should -Not -Match $escape
                $text | Should -Match (@($thing.Provider, $thing.Check, $thing.Name | Where-Object { $_ } | ForEach-Object { [regex]::Escape($_) }) -join '|')
                if ($format -in 'Format-List' -or $thing -isnot [VideoGen.VideoProvider]) { $text | Should -Not -Match '…' }

                # A line that another follows in the same value ends where a word does.
                $words = ($thing.Message, $thing.Detail, $thing.Remedy, $thing.Description, ($thing.Features -join ', '), ($thing.Capabilities -join ', '), ($thing.Resolutions -join ' '), ($thing.AspectRatios -join ' ') | Where-Object { $_ }) -join ' ' -split ' '
                foreach ($line in $lines | Where-Object { $_ -match '^\s{10,}\S' }) {
                    $line.Trim() -split ' ' | Where-Object { $_ -notin '->', "$($thing.Subject):" } | Should -BeIn $words
                }
            }
        }

        It 'show every model of the catalogue within 80 columns, no name and no value broken' {
            $models = Get-VideoModel
            $lines = @(($models | Format-Table | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ -and $_ -notmatch '^(Name |---- |   Provider: )' })

            @($lines | Where-Object { $_ -notmatch '^ ' } | ForEach-Object { ($_ -split ' ')[0] }) | Should -Be $models.Name
            $values = @($models.Name) + $models.Resolutions + $models.AspectRatios + ($models.Durations -split '[ ,]+') | Sort-Object -Unique
            $lines -split '[ ,]+' | Where-Object { $_ } | Sort-Object -Unique | Should -BeIn $values
        }

        It 'show providers and models within 80 columns' {
            $model = [VideoGen.VideoModel]@{
                Name = 'veo3.1'; Provider = 'Artnex'; Durations = '4, 6 or 8'; Resolutions = [string[]]('720p', '1080p')
                AspectRatios = [string[]]('16:9', '9:16'); Features = [string[]]('FirstFrame', 'Seed')
            }
            $provider = [VideoGen.VideoProvider]@{
                Name = 'Artnex'; Description = 'Hosted models of several makers behind one account, billed in credits per clip.'
                Endpoint = 'https://api.example/'; Capabilities = [string[]]('Stop', 'List'); Models = [string[]]('veo3.1', 'kling-2.5')
            }

            $text = $provider, $model | ForEach-Object { ($_ | Out-String -Width 80), ($_ | Format-List | Out-String -Width 80) }

            Assert-Recorded (-join $text) 'catalogue.txt'
        }
    }
}
