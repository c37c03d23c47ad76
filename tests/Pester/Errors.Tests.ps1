#Requires -Version 7.4
# What an error record carries: enough for whoever has to ask a service's support, and nothing that is secret or endless.

BeforeAll {
    Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1") -Force
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1" -Force
    $before = $env:VIDEOGEN_HOME
    $env:VIDEOGEN_HOME = Join-Path $TestDrive 'home'
    $emulator = Start-Emulator
    $row = @{ Provider = 'Phaseo'; Model = 'google/veo-3.1-lite'; Duration = 4; WarningAction = 'SilentlyContinue' }

    # The error of a command, and all that a user may paste of it.
    function Get-Trouble([scriptblock] $Script) {
        $global:Error.Clear()
        $null = & $Script 2>$null
        $record = $global:Error | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -Last 1
        [pscustomobject]@{
            Record    = $record
            Id        = ($record.FullyQualifiedErrorId -split ',')[0]
            Exception = $record.Exception
            Pasted    = ($record | Format-List -Force | Out-String -Width 200), ($record.Exception | Format-List -Force | Out-String -Width 200), ($record | Get-Error | Out-String -Width 200) -join "`n"
        }
    }

    function Assert-Ticket($Trouble, [string] $Id, [string] $Provider) {
        $Trouble.Id | Should -Be $Id
        $Trouble.Record.CategoryInfo.Activity | Should -Match '^\w+-Video\w+$'
        $Trouble.Record.CategoryInfo.Reason | Should -Be 'VideoGenException'
        $Trouble.Record.CategoryInfo.TargetName.Length | Should -BeLessOrEqual 60
        $Trouble.Record.ErrorDetails.RecommendedAction | Should -Be $Trouble.Exception.Remedy
        $Trouble.Record.TargetObject | Should -Not -BeNullOrEmpty
        "$($Trouble.Exception.Provider)" | Should -Be $Provider
        $Trouble.Pasted.Length | Should -BeLessThan 20000
        $keys = Get-Item Env:VIDEOGEN_*_KEY | ForEach-Object Value
        foreach ($key in $keys) { $Trouble.Pasted | Should -Not -Match ([regex]::Escape($key)) }
    }
}

AfterAll {
    Stop-Emulator $emulator
    $env:VIDEOGEN_HOME = $before
}

Describe 'Errors of services as objects' {
    It '400: the service''s code and the id of the exchange' {
        $trouble = Get-Trouble { [pscustomobject]@{ Prompt = 'a fox'; size = '1x1'; resolution = '720p' } | New-VideoJob @row -SkipValidation }

        Assert-Ticket $trouble RequestRefused Phaseo
        $trouble.Exception.ServiceCode | Should -Be 'validation_error'
        [int]$trouble.Exception.HttpStatus | Should -Be 400
        $trouble.Exception.RequestId | Should -Match '^G-'
        $trouble.Record.TargetObject.Prompt | Should -Be 'a fox'
        $trouble.Record.CategoryInfo.TargetName | Should -Be 'a fox'
        $trouble.Pasted | Should -Match 'ServiceCode *: validation_error'
        $trouble.Pasted | Should -Match 'RequestId *: G-'
    }

    It '401' {
        $key = $env:VIDEOGEN_PHASEO_KEY
        $env:VIDEOGEN_PHASEO_KEY = 'phaseo_v1_sk_nobody_0123456789abcdef'
        try { $trouble = Get-Trouble { New-VideoJob 'a fox' @row } }
        finally { $env:VIDEOGEN_PHASEO_KEY = $key }

        $trouble.Id | Should -Be 'Unauthorized'
        [int]$trouble.Exception.HttpStatus | Should -Be 401
        $trouble.Exception.ServiceCode | Should -Be 'unauthorised'
        $trouble.Record.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $trouble.Pasted | Should -Not -Match 'nobody_0123'
    }

    It '402' {
        $uri = [uri]$env:VIDEOGEN_ARTNEX_URI
        $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($uri, '/_emulator/balance?value=0'))
        try { $trouble = Get-Trouble { 'a poor fox' | New-VideoJob -Provider Artnex -WarningAction SilentlyContinue } }
        finally { $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($uri, '/_emulator/balance?value=1000')) }

        Assert-Ticket $trouble PaymentRequired Artnex
        $trouble.Exception.ServiceCode | Should -Be 'insufficient_credits'
        [int]$trouble.Exception.HttpStatus | Should -Be 402
        $trouble.Record.TargetObject | Should -Be 'a poor fox'
        $trouble.Record.CategoryInfo.Category | Should -Be 'QuotaExceeded'
    }

    It '404: the reference as the user wrote it, which can be piped on' {
        $trouble = Get-Trouble { Get-VideoJob -Id G-NOPE -Provider Phaseo }

        Assert-Ticket $trouble NotFoundAtService Phaseo
        $trouble.Record.TargetObject | Should -Be 'G-NOPE'
        $trouble.Record.CategoryInfo.TargetName | Should -Be 'G-NOPE'
        (Get-Trouble { Save-VideoJob -Id nobody -Destination $TestDrive }).Record.TargetObject | Should -BeOfType ([string])
    }

    It '<status>: the job, and the status of what made it unknown' -ForEach @(@{ status = 500 }, @{ status = 429 }) {
        Set-Scenario Phaseo status $status 9
        try { $trouble = Get-Trouble { "a fox at $status" | New-VideoJob @row } }
        finally { Set-Scenario Phaseo clear }

        Assert-Ticket $trouble JobUnknown Phaseo
        [int]$trouble.Exception.HttpStatus | Should -Be $status
        $trouble.Record.TargetObject | Should -BeOfType ([VideoGen.VideoJob])
        $trouble.Exception.JobKey | Should -Be $trouble.Record.TargetObject.Key
        $trouble.Pasted | Should -Match "HttpStatus: $status"
    }

    It '<scenario>: what came instead, shortly' -ForEach @(@{ scenario = 'html'; status = 200 }, @{ scenario = 'hangup'; status = 0 }) {
        Set-Scenario Phaseo $scenario '' 9
        try { $trouble = Get-Trouble { "a fox with $scenario" | New-VideoJob @row } }
        finally { Set-Scenario Phaseo clear }

        Assert-Ticket $trouble JobUnknown Phaseo
        [int]$trouble.Exception.HttpStatus | Should -Be $status
        $trouble.Pasted | Should -Not -Match ' at VideoGen\.Http.*\n.*Exception             :'
    }

    It 'leaves an image out of what it says of the row' {
        $image = 'data:image/png;base64,' + ('A' * 3MB)
        $trouble = Get-Trouble { [pscustomobject]@{ Prompt = 'a heavy fox'; Image = $image; Duration = 99 } | New-VideoJob -Provider Phaseo -Model openai/sora-2 }

        Assert-Ticket $trouble UnreadableImage $null
        $trouble.Record.TargetObject.Prompt | Should -Be 'a heavy fox'
        $trouble.Record.TargetObject.Image | Should -Match '^data:image/png.{80,100}… \(3,145,\d{3} characters\)$'
    }
}

Describe 'Every error' {
    It 'says what to run next: <Id>' -ForEach @(
        Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1")
        [VideoGen.VideoErrors]::All | ForEach-Object { @{ Id = $_.Id; Kind = $_ } }
    ) {
        $maker = [VideoGen.VideoGenException].Assembly.GetType('VideoGen.VideoGenException')
        $exception = [Activator]::CreateInstance($maker, @($Kind, 'What was wrong.', $null))
        $records = (Get-Command New-VideoJob).ImplementingType.Assembly.GetType('VideoGen.Cmdlets.ErrorRecords')

        $record = $records.GetMethod('From').Invoke($null, @($exception, 'the row'))

        $record.FullyQualifiedErrorId | Should -Be $Id
        $record.ErrorDetails.RecommendedAction | Should -Be $Kind.Remedy
        $record.ErrorDetails.RecommendedAction | Should -Match '\.$'
        $record.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
        $record.TargetObject | Should -Be 'the row'
    }
}
