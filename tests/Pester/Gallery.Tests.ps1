#Requires -Version 7.4
# Export-VideoGallery as a user types it; what its page does in a browser is in tests/VideoGen.Gallery.Tests.

BeforeDiscovery {
    $ffmpeg = $env:VIDEOGEN_FFMPEG -or @(Get-Command -Name ffmpeg, ffprobe -CommandType Application -ErrorAction Ignore).Count -ge 2
    $skip = @{ Skip = -not $ffmpeg }
    if (-not $ffmpeg) { Write-Host 'Gallery.Tests.ps1: skipped, FFmpeg is not installed.' }
}

BeforeAll {
    Import-Module (Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1") -Force
    $env:VIDEOGEN_PROVIDER = 'Local'

    # Not in $TestDrive: a supervisor may still be at its home when Pester wants to delete that.
    $root = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"
    $env:VIDEOGEN_HOME = Join-Path $root home
    $clips = (New-Item -Path (Join-Path $root 'my clips [1]') -ItemType Directory -Force).FullName
    Push-Location -LiteralPath $clips

    function Get-Card([string] $Path) {
        $null = (Get-Content -LiteralPath $Path -Raw) -match '(?s)id="data">(.*?)</script>'
        ($Matches[1] | ConvertFrom-Json).cards
    }

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }
}

AfterAll {
    Pop-Location
    Remove-Item Env:VIDEOGEN_HOME -ErrorAction Ignore

    # A supervisor ends by itself when it has nothing left to do, and gives its lock back.
    foreach ($lock in Get-ChildItem -Path $root -Recurse -Filter supervisor.lock) {
        for ($look = 0; $look -lt 100; $look++) {
            try { [IO.File]::Open($lock.FullName, 'Open', 'ReadWrite', 'None').Dispose(); break }
            catch [System.Management.Automation.MethodInvocationException] { $null = [Threading.Tasks.Task]::Delay(200).Wait(1000) }
        }
    }

    Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
}

Describe 'Export-VideoGallery' @skip {
    BeforeAll {
        $rows = 'one', 'two' | ForEach-Object { [pscustomobject]@{ Name = $_; Prompt = "Clip $_ </script>"; Duration = 1; Resolution = '360p' } }
        $rows | New-VideoJob -Batch films | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination . | Out-Null
    }

    It 'puts a page beside the clips of piped jobs and emits its file' {
        $page = Get-VideoJob -Batch films | Export-VideoGallery

        $page | Should -BeOfType ([IO.FileInfo])
        $page.FullName | Should -Be (Join-Path $clips gallery.html)
        (Get-Card $page).name | Sort-Object | Should -Be 'one', 'two'
        (Get-Card $page).source | Should -Match '^(one|two)-\w+\.mp4$'
        Get-Content -LiteralPath $page -Raw | Should -Not -Match 'Clip one </script>'
    }

    It 'takes <_>' -ForEach 'files', 'ids', 'deserialised', 'JSON' {
        $jobs = Get-VideoJob -Batch films
        $piped = switch ($_) {
            files { $jobs | Save-VideoJob -Destination . }
            ids { $jobs.Key }
            deserialised { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($jobs)) }
            JSON { $jobs | ConvertTo-Json -Depth 4 | ConvertFrom-Json }
        }

        (Get-Card ($piped | Export-VideoGallery -Path "by-$_.html")).name | Sort-Object | Should -Be 'one', 'two'
    }

    It 'takes -Id, and -Batch with wildcards' {
        $job = (Get-VideoJob -Batch films)[1]

        (Get-Card (Export-VideoGallery by-id.html -Id $job.ShortId)).key | Should -Be $job.Key
        (Export-VideoGallery -Batch 'fil*' -Path new/folder).FullName | Should -Be (Join-Path $clips new/folder/gallery.html)
        (Get-Card new/folder/gallery.html).source | Should -Match '^\.\./\.\./one-|^\.\./\.\./two-'
    }

    It 'writes nothing with -WhatIf, and nothing without jobs' {
        Get-VideoJob -Batch films | Export-VideoGallery -Path whatif.html -WhatIf | Should -BeNullOrEmpty
        Get-VideoJob -Batch none | Export-VideoGallery -Path whatif.html | Should -BeNullOrEmpty

        'whatif.html' | Should -Not -Exist
    }

    It 'leaves a file alone that is no gallery, unless it is forced' {
        Set-Content -LiteralPath mine.html -Value mine

        { Export-VideoGallery -Batch films -Path mine.html -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content -LiteralPath mine.html | Should -Be mine
        Export-VideoGallery -Batch films -Path mine.html -Force -Title Forced | Should -Not -BeNullOrEmpty
        Export-VideoGallery -Batch films -Path mine.html -Title Again | Should -Not -BeNullOrEmpty
        Get-Content -LiteralPath mine.html -Raw | Should -Match '<title>Again</title>'
    }

    It 'says what is no job, and shows the others' {
        $page = 42, (Get-VideoJob -Batch films)[0], (Get-Item -LiteralPath mine.html), 'nosuchjob' | Export-VideoGallery -Path some.html -ErrorVariable errors -ErrorAction SilentlyContinue

        $errors | ForEach-Object { Get-ErrorId $_ } | Sort-Object | Should -Be 'JobNotFound', 'JobNotFound', 'NotAJob'
        @(Get-Card $page).Count | Should -Be 1
    }

    It 'says that a batch has no jobs' {
        { Export-VideoGallery -Batch none -ErrorAction Stop } | Should -Throw -ErrorId 'JobNotFound,*'
    }
}
