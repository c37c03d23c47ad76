#Requires -Version 7.4
# Jobs as JSON, CSV and Clixml: what a person finds in the file, and that another process takes them up again.

BeforeAll {
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1", "$PSScriptRoot/ChildShell.psm1" -Force
    $before = $env:VIDEOGEN_HOME
    $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home'
    $emulator = Start-Emulator

    $row = @{ Provider = 'Akool'; Image = 'https://example.com/lake.png'; Batch = 'interop'; WarningAction = 'SilentlyContinue' }
    $completed = New-VideoJob @row -Prompt 'a lake, "quoted"; ü' -Name lake | Wait-VideoJob
    $null = $completed | Save-VideoJob -Destination (Join-Path $TestDrive 'clips')
    $failed = New-VideoJob @row -Prompt 'fail-this' -Name falls | Wait-VideoJob
    Set-Scenario Akool html
    $unknown = New-VideoJob @row -Prompt 'a lost lake' -Name lost -ErrorAction SilentlyContinue
    $jobs = Get-VideoJob -Batch interop
}

AfterAll {
    Stop-Emulator $emulator
    $env:VIDEOGEN_HOME = $before
}

Describe 'Jobs in files' {
    It 'are what the test is about' {
        $jobs.Status | Should -Be 'Completed', 'Failed', 'Unknown'
    }

    It 'are a sheet with a line for each of cost, error and files' {
        $path = Join-Path $TestDrive 'sheet.csv'
        $jobs | Select-Object Sheet | Export-Csv -LiteralPath $path

        $sheet = Import-Csv -LiteralPath $path
        $sheet.Status | Should -Be 'Completed', 'Failed', 'Unknown'
        $sheet[0].Outputs | Should -BeExactly '1 file'
        $sheet[0].Cost | Should -BeExactly '20 credits'
        $sheet[0].File | Should -BeExactly (Join-Path $TestDrive "clips/lake-$($completed.ShortId).mp4")
        $sheet[0].Prompt | Should -BeExactly 'a lake, "quoted"; ü'
        $sheet[1].Error | Should -Match '^\w+: \S'
        $sheet[2].Cost | Should -BeExactly 'about 20 credits'
        $sheet[2].Error | Should -Match '^answer_lost: Akool answered 200'
        $sheet[0].PSObject.Properties.Name | Should -Be 'Name', 'Status', 'File', 'Outputs', 'Cost', 'Error', 'Provider', 'Model', 'Prompt', 'Duration', 'CompletedAt', 'Batch', 'Key', 'Id'
        Get-Content -LiteralPath $path | Should -HaveCount 4
    }

    It 'are plain values in CSV without a choice of columns, too' {
        $rows = $jobs | ConvertTo-Csv | ConvertFrom-Csv

        $rows.Status | Should -Be 'Completed', 'Failed', 'Unknown'
        $rows[0].Outputs | Should -BeExactly '1 file'
        ($rows | ConvertTo-Csv) -join '' | Should -Not -Match 'VideoGen\.'
        $rows[0].PSObject.Properties.Name | Should -Not -Contain 'Age'
    }

    It 'are JSON with words for states and ISO dates' {
        $text = $jobs | ConvertTo-Json -Depth 3 -EnumsAsStrings -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -BeNullOrEmpty
        $read = $text | ConvertFrom-Json -DateKind String
        $read.Status | Should -Be 'Completed', 'Failed', 'Unknown'
        $read[0].CreatedAt | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'
        $read[0].Outputs[0].Uri | Should -BeExactly $completed.Outputs[0].Uri.OriginalString
        $read[0].Cost.Amount | Should -Be 20
        $read[1].Error.Code | Should -Not -BeNullOrEmpty
    }

    It 'are JSON at the usual depth: one without a warning, several with their links' {
        $one = $completed | ConvertTo-Json -WarningVariable warnings -WarningAction SilentlyContinue | ConvertFrom-Json
        $warnings | Should -BeNullOrEmpty
        $one.Outputs[0].Uri | Should -BeExactly $completed.Outputs[0].Uri.OriginalString

        $several = $jobs | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json
        $several[0].Outputs | Should -Be $completed.Outputs[0].Uri.OriginalString
        $several.Key | Should -Be $jobs.Key
    }

    It 'keep their state out of Clixml, and no age of then' {
        $read = $jobs | ConvertTo-CliXml | ConvertFrom-CliXml

        @($read | Where-Object Status -EQ 'Completed') | Should -HaveCount 1
        @($read | Where-Object Status -In 'Failed', 'Unknown') | Should -HaveCount 2
        $read[0].Status | Should -BeOfType ([string])
        $read[0].Outputs[0].Uri | Should -Be $completed.Outputs[0].Uri
        $read[0].Cost.Amount | Should -Be 20
        $read[1].Error.Code | Should -Be $failed.Error.Code
        ($read | ConvertTo-Csv)[0] | Should -Not -Match 'Age|Label'
        ($read | Select-Object Sheet)[0].Name | Should -Be 'lake'
    }

    It 'write every property of a job to Clixml' {
        $own = [VideoGen.VideoJob].GetProperties().Name | Where-Object { $_ -ne 'EqualityContract' } | Sort-Object
        ($completed | ConvertTo-CliXml | ConvertFrom-CliXml).PSObject.Properties.Name | Sort-Object | Should -Be $own
    }

    It 'bind again in another process from <form>' -ForEach @(
        @{ form = 'CSV'; write = { param($jobs, $path) $jobs | Export-Csv -LiteralPath $path }; read = 'Import-Csv -LiteralPath $args[1]' }
        @{ form = 'a sheet'; write = { param($jobs, $path) $jobs | Select-Object Sheet | Export-Csv -LiteralPath $path }; read = 'Import-Csv -LiteralPath $args[1]' }
        @{ form = 'JSON'; write = { param($jobs, $path) $jobs | ConvertTo-Json -WarningAction Ignore | Set-Content -LiteralPath $path }; read = 'Get-Content -LiteralPath $args[1] -Raw | ConvertFrom-Json' }
        @{ form = 'JSON tables'; write = { param($jobs, $path) $jobs | ConvertTo-Json -Depth 3 -EnumsAsStrings | Set-Content -LiteralPath $path }; read = 'Get-Content -LiteralPath $args[1] -Raw | ConvertFrom-Json -AsHashtable' }
        @{ form = 'Clixml'; write = { param($jobs, $path) $jobs | Export-Clixml -LiteralPath $path }; read = 'Import-Clixml -LiteralPath $args[1]' }
    ) {
        $path = Join-Path $TestDrive "jobs-$([guid]::NewGuid())"
        & $write $jobs $path

        $lines = Invoke-ChildShell ([scriptblock]::Create(@"
Import-Module `$args[0]
`$read = $read
`$read | Get-VideoJob | ForEach-Object { "got `$(`$_.Key) `$(`$_.Status)" }
`$read | Wait-VideoJob -Timeout 60 | ForEach-Object { "waited `$(`$_.Key)" }
`$read | Save-VideoJob -Destination `$args[2] -ErrorAction SilentlyContinue -ErrorVariable trouble | ForEach-Object { "saved `$(`$_.Name)" }
`$trouble | ForEach-Object { "error `$(`$_.FullyQualifiedErrorId) `$(`$_.TargetObject)" }
"@)) $manifestPath $path (Join-Path $TestDrive 'clips')

        $lines | Where-Object { $_ -like 'got *' } | Sort-Object | Should -Be ($jobs | ForEach-Object { "got $($_.Key) $($_.Status)" } | Sort-Object)
        $lines | Where-Object { $_ -like 'waited *' } | Sort-Object | Should -Be ($jobs | ForEach-Object { "waited $($_.Key)" } | Sort-Object)
        $lines | Where-Object { $_ -like 'saved *' } | Should -Be "saved lake-$($completed.ShortId).mp4"
        @($lines | Where-Object { $_ -like 'error *' }) | Should -HaveCount 2
    }

    It 'bind by the service''s id where the journal is another' {
        $path = Join-Path $TestDrive 'elsewhere.csv'
        $completed | Select-Object Sheet | Export-Csv -LiteralPath $path
        $env:VIDEOGEN_HOME = Join-Path $TestDrive 'other-home'
        try {
            $taken = Import-Csv -LiteralPath $path | Get-VideoJob
            $taken.Id | Should -Be $completed.Id
            $taken.Key | Should -Not -Be $completed.Key
        }
        finally { $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home' }
    }
}
