#Requires -Version 7.4
# What was exchanged for a job, as a file that can be posted; and a key that a service repeats, which turns up nowhere.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    Import-Module "$PSScriptRoot/KeyService.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $canary = 'sk-Canary/9+x=4f&7-0123456789'
    $service = Start-KeyService
    $image = Convert-Path "$PSScriptRoot/../../samples/images/lake.jpg"

    function Get-Form([string] $Secret) {
        $utf8 = [Text.Encoding]::UTF8
        $Secret
        [uri]::EscapeDataString($Secret)
        [uri]::EscapeDataString([uri]::EscapeDataString($Secret))
        (ConvertTo-Json $Secret -EscapeHandling EscapeHtml).Trim('"')
        [Net.WebUtility]::HtmlEncode($Secret)
        '', 'a:', 'ab:' | ForEach-Object { [Convert]::ToBase64String($utf8.GetBytes("$_$Secret")) }
        [Convert]::ToBase64String($utf8.GetBytes($Secret)).Replace('+', '-').Replace('/', '_').TrimEnd('=')
        [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Secret))
        [Convert]::ToHexString($utf8.GetBytes($Secret))
        [Convert]::ToHexString($utf8.GetBytes($Secret)).ToLowerInvariant()
        -join ($utf8.GetBytes($Secret) | ForEach-Object { '%{0:x2}' -f $_ })
        -join ([char[]] $Secret | ForEach-Object { '\u{0:x4}' -f [int] $_ })
    }

    # Twelve characters in a row of any of its forms are a part of a key that is worth something.
    function Find-Canary([string] $Text) {
        foreach ($form in $forms) {
            for ($start = 0; $start + 12 -le $form.Length; $start++) {
                if ($Text.Contains($form.Substring($start, 12))) { return $form.Substring($start, 12) }
            }
        }
    }

    $forms = @(Get-Form $canary)
    $echo = ConvertTo-Json ("the key is '$($forms -join "', '")' `e]0;title`a`e[31mred$([char]0x202e)") -EscapeHandling EscapeNonAscii
}

AfterAll { Stop-KeyService $service }

Describe 'Export-VideoJobTrace' {
    BeforeEach {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $env:VIDEOGEN_PHANTAISIA_URI = $service.Uri
        $env:VIDEOGEN_PHANTAISIA_KEY = $canary
        $service.Status = 200
        $service.Body = $null
        Push-Location (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())")
    }

    AfterEach {
        Pop-Location
        Remove-Item Env:VIDEOGEN_PHANTAISIA_*, Env:VIDEOGEN_HOME -ErrorAction Ignore
    }

    It 'writes what was exchanged, without prompt and key' {
        $job = New-VideoJob 'a lake under the old moon' -Provider Phantaisia -Image $image -Name lake
        $file = $job | Export-VideoJobTrace
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be (Join-Path $PWD "videogen-trace-$($job.ShortId).md")
        $text = Get-Content -Raw $file
        $text | Should -BeLike '*Authorization: Bearer ‹secret-1›*'
        $text | Should -BeLike "*$($job.Id)*"
        $text | Should -BeLike "*PowerShell $($PSVersionTable.PSVersion)*"
        $text | Should -BeLike '*‹image/jpeg, *'
        $text | Should -Not -BeLike '*old moon*'
        Find-Canary $text | Should -BeNullOrEmpty
        (Get-Content -Raw ($job | Export-VideoJobTrace -Path with.md -IncludePrompt)) | Should -BeLike '*old moon*'
    }

    It 'replaces a file with -Force only, and writes nothing with -WhatIf' {
        $job = New-VideoJob 'a lake' -Provider Phantaisia -Image $image
        $null = Export-VideoJobTrace $job.Key -Path trace.md -WhatIf
        Test-Path trace.md | Should -BeFalse
        $null = Export-VideoJobTrace $job.Key -Path trace.md
        Export-VideoJobTrace $job.Key -Path trace.md -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
        (Export-VideoJobTrace $job.Key -Path trace.md -Force).Name | Should -Be 'trace.md'
        (New-Item -ItemType Directory traces) | Out-Null
        ($job | Export-VideoJobTrace -Path traces).DirectoryName | Should -Be (Join-Path $PWD traces)
    }

    It 'says so where there is none' {
        $env:VIDEOGEN_TRACE = '0'
        try {
            $job = Invoke-ChildShell {
                Import-Module $args[0]
                (New-VideoJob 'a lake' -Provider Phantaisia -Image $args[1]).Key
            } $manifestPath $image
            Export-VideoJobTrace $job -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoTrace,*'
            Export-VideoJobTrace -LastRefused -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'NoTrace,*'
        }
        finally { Remove-Item Env:VIDEOGEN_TRACE }
    }

    It 'goes with its job' {
        $job = New-VideoJob 'a lake' -Provider Phantaisia -Image $image
        Test-Path "$env:VIDEOGEN_HOME/traces/$($job.Key).jsonl" | Should -BeTrue
        $job | Remove-VideoJob -JournalOnly
        Test-Path "$env:VIDEOGEN_HOME/traces/$($job.Key).jsonl" | Should -BeFalse
    }
}

Describe 'A key that a service repeats' {
    It 'is in no stream, error, object, file, transcript or trace' {
        $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $env:VIDEOGEN_PHANTAISIA_URI = $service.Uri
        $env:VIDEOGEN_PHANTAISIA_KEY = $canary
        $Error.Clear()
        $null = Start-Transcript "$TestDrive/transcript.txt"
        $said = & {
            $service.Status = 200
            $service.Body = $null
            $job = New-VideoJob 'a lake' -Provider Phantaisia -Image $image -Verbose -Debug
            $service.Body = "{`"id`":`"$($job.Id)`",`"status`":`"failed`",`"error`":$echo,`"output`":{`"note`":$echo}}"
            $ended = $job | Wait-VideoJob -Verbose -Debug
            $ended | Format-List * -Force
            $ended
            $ended | ConvertTo-Json -Depth 6
            $ended | Export-Clixml "$TestDrive/job.xml" -Depth 6
            $ended | Export-Csv "$TestDrive/job.csv"
            $ended | Save-VideoJob -Destination "$TestDrive/clips" -Verbose -Debug
            foreach ($status in 400, 401, 402, 500, 200) {
                $service.Status = $status
                $service.Body = "{`"error`":$echo,`"detail`":$echo,`"message`":$echo}"
                New-VideoJob "a hill $status" -Provider Phantaisia -Image $image -Verbose -Debug
                Get-VideoJob -Id $ended.Id -Provider Phantaisia
            }
            $Error | Format-List * -Force
            $Error | ForEach-Object { $_.Exception | Format-List * -Force; "$($_.Exception)"; $_.ScriptStackTrace; "$($_.TargetObject)" }

            # Not the records themselves: their exceptions lead to all types there are, which takes minutes.
            $Error | ForEach-Object { $_.Exception.Data, $_.ErrorDetails, $_.CategoryInfo, $_.TargetObject, $_.Exception.Job } | ConvertTo-Json -Depth 4 -WarningAction Ignore
            $Error | Select-Object -First 5 | Export-Clixml "$TestDrive/errors.xml" -Depth 2
            Get-VideoJob | Export-VideoJobTrace -Path "$TestDrive/traces/"
            Export-VideoJobTrace -LastRefused -Path "$TestDrive/traces/"
        } *>&1 | Out-String -Width 4000
        $null = Stop-Transcript

        $Error.Count | Should -BeGreaterThan 4
        $said | Should -BeLike '*the key is*'
        @(Get-ChildItem "$TestDrive/traces" -Filter *.md).Count | Should -BeGreaterThan 1
        Find-Canary $said | Should -BeNullOrEmpty
        foreach ($file in Get-ChildItem $TestDrive -Recurse -File -Force) {
            Find-Canary ([IO.File]::ReadAllText($file.FullName)) | Should -BeNullOrEmpty -Because $file.Name
        }

        # Nor does the service speak to the terminal; colours are PowerShell's own.
        $said.Contains("`e]0;") | Should -BeFalse
        $said.Contains([string][char]0x202e) | Should -BeFalse
        Remove-Item Env:VIDEOGEN_PHANTAISIA_*, Env:VIDEOGEN_HOME -ErrorAction Ignore
    }
}
