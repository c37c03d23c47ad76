#Requires -Version 7.4
# Reports of the emulated services, from New-VideoJob to the saved clip, in a real PowerShell.

BeforeAll {
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1" -Force
    Import-Module "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1" -Force
    $environment = $env:VIDEOGEN_PROVIDER
    $env:VIDEOGEN_PROVIDER = $null
    $emulators = Start-Emulator -Seconds 2

    # Not in $TestDrive: this process still gives signs of life in its home when Pester wants to delete that.
    $root = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"
    $env:VIDEOGEN_AKOOL_KEY = 'AKtestClientId0123456789==:akool-emulator-key-0123456789abc'
    $secret = ConvertTo-SecureString 'whsec_0123456789abcdef' -AsPlainText -Force

    function Get-FreePort {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $probe.LocalEndpoint.Port
        $probe.Stop()
    }

    # True as long as nobody has the port.
    function Test-PortIsFree([int] $Port) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $Port)
        try { $probe.Start(); $true } catch { $false } finally { $probe.Stop() }
    }
}

AfterAll {
    Stop-Emulator $emulators
    $env:VIDEOGEN_HOME = $null
    $env:VIDEOGEN_PROVIDER = $environment
    $env:VIDEOGEN_PHASEO_WEBHOOK_SECRET = $null
    Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
}

Describe 'Webhooks' {
    BeforeEach {
        $env:VIDEOGEN_HOME = Join-Path $root ([guid]::NewGuid())
        $clips = Join-Path $env:VIDEOGEN_HOME 'clips'
        $port = Get-FreePort
        $prefix = "http://localhost:$port/"
        $phaseo = @{ Provider = 'Phaseo'; WebhookUri = "${prefix}phaseo"; WebhookSecret = $secret }
    }

    It 'Receive-VideoWebhook passes jobs on to Save-VideoJob as they end, of both services' {
        $jobs = @(
            New-VideoJob 'A pier' -Name pier @phaseo
            New-VideoJob 'Gulls' -Name gulls -Provider Akool -Image https://images.example/lake.png -WebhookUri "${prefix}akool"
        )
        $files = Receive-VideoWebhook $prefix -Count 2 -Timeout 30 -WebhookSecret $secret -WarningVariable warnings | Save-VideoJob -Destination $clips
        $files.Name | Sort-Object | Should -BeLike '*.mp4'
        $files | Should -HaveCount 2
        $warnings | Should -BeNullOrEmpty
        (Get-VideoJob | Where-Object Status -EQ Completed).Key | Sort-Object | Should -Be ($jobs.Key | Sort-Object)
        Test-PortIsFree $port | Should -BeTrue
    }

    It 'Wait-VideoJob -Webhook ends when the service reports' {
        $job = New-VideoJob 'A pier' @phaseo | Wait-VideoJob -Webhook -Prefix $prefix -WebhookSecret $secret -Timeout 30 -Verbose 4>&1
        $job | Where-Object { $_ -is [VideoGen.VideoJob] } | ForEach-Object Status | Should -Be Completed -Because "$job"
        $job -match 'Phaseo reports' | Should -Not -BeNullOrEmpty
        Test-PortIsFree $port | Should -BeTrue
    }

    It 'Wait-VideoJob -Webhook warns and asks where it cannot listen' {
        $taken = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
        $taken.Start()
        try {
            $job = New-VideoJob 'A pier' -Provider Artnex | Wait-VideoJob -Webhook -Prefix "http://127.0.0.1:$port/" -WebhookSecret $secret -WarningVariable warning -WarningAction SilentlyContinue
        }
        finally { $taken.Stop() }

        $job.Status | Should -Be Completed
        $warning | Should -BeLike "Cannot listen at http://127.0.0.1:$port/: port $port is in use. The services are asked instead.*"
    }

    It 'what nobody signed is a warning and no job' {
        $job = New-VideoJob 'A pier' -Provider Phaseo
        $null = Start-ThreadJob -ArgumentList $port, $job.Id {
            param($port, $id)
            $body = @{ type = 'video.completed'; data = @{ id = $id; status = 'completed' } } | ConvertTo-Json
            for (($try, $answered) = 0, 0; $try -lt 50 -and $answered -lt 2; $try++) {
                try { $null = Invoke-WebRequest -Method Post -Uri "http://localhost:$port/" -Body $body -SkipHttpErrorCheck; $answered++ } catch { Start-Sleep -Milliseconds 100 }
            }
        }
        $told = Receive-VideoWebhook $prefix -Provider Phaseo -WebhookSecret $secret -Timeout 3 -WarningVariable warnings -WarningAction SilentlyContinue
        $told | Should -BeNullOrEmpty
        $warnings[0] | Should -Be 'A report to the webhook was refused: it is not signed.'
        $warnings[-1] | Should -BeLike '* requests to the webhook were refused*'
        $warnings | Should -HaveCount 2
    }

    It '-Timeout ends quietly; with -Count not reached it is an error that goes on' {
        Receive-VideoWebhook $prefix -Timeout 0.5 -WebhookSecret $secret -ErrorVariable none | Should -BeNullOrEmpty
        $none | Should -BeNullOrEmpty
        Receive-VideoWebhook $prefix -Timeout 0.5 -Count 3 -WebhookSecret $secret -ErrorVariable trouble -ErrorAction SilentlyContinue
        $trouble.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        "$trouble" | Should -BeLike '*0 of 3 jobs were reported*Wait-VideoJob*'
    }

    It 'refuses <What> with <Id>' -ForEach @(
        @{ What = 'https'; Id = 'InvalidParameterValue'; Arguments = @{ Prefix = 'https://localhost:8080/' } }
        @{ What = 'a service without webhooks'; Id = 'NotOffered'; Arguments = @{ Provider = 'Artnex' } }
        @{ What = 'no secret'; Id = 'WebhookSecretMissing'; Arguments = @{ Provider = 'Phaseo' } }
    ) {
        { Receive-VideoWebhook -Timeout 1 @Arguments } | Should -Throw -ErrorId "$Id,*"
    }

    It 'warns of a secret given as text, and of a listener that others reach' {
        $null = Receive-VideoWebhook "http://*:$port/" -Timeout 0.2 -WebhookSecret whsec_as_plain_text -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings[0] | Should -BeLike '*plain text*'
        $warnings[1] | Should -BeLike "http://``*:$port/ may be reached from other machines*"
    }

    It 'stops within two seconds and releases the port' {
        $shell = [powershell]::Create().AddScript('param($module, $prefix, $secret) Import-Module $module; Receive-VideoWebhook $prefix -WebhookSecret $secret')
        $null = $shell.AddArgument((Get-Module VideoGen).Path).AddArgument($prefix).AddArgument($secret)
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
        for ($try = 0; $try -lt 200 -and (Test-PortIsFree $port); $try++) { [Threading.Thread]::Sleep(50) }
        Test-PortIsFree $port | Should -BeFalse

        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2.5
        Test-PortIsFree $port | Should -BeTrue
        $shell.Dispose()
    }

    It 'ends with the pipeline, and releases the port' {
        $null = New-VideoJob 'A pier' @phaseo
        Receive-VideoWebhook $prefix -WebhookSecret $secret | Select-Object -First 1 | ForEach-Object Status | Should -Be Completed
        Test-PortIsFree $port | Should -BeTrue
    }
}
