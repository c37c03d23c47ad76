#Requires -Version 7.4
# The main job on the built-in provider: rows in, files out, in this session and over several.

BeforeDiscovery {
    $ffmpeg = $env:VIDEOGEN_FFMPEG -or @(Get-Command -Name ffmpeg, ffprobe -CommandType Application -ErrorAction Ignore).Count -ge 2
    $skip = @{ Skip = -not $ffmpeg }
    if (-not $ffmpeg) { Write-Host 'Pipeline.Tests.ps1: skipped, FFmpeg is not installed.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $env:VIDEOGEN_PROVIDER = 'Local'
    $images = Convert-Path "$PSScriptRoot/../../samples/images"

    # Not in $TestDrive: a supervisor may still be at its home when Pester wants to delete that.
    $root = Join-Path ([IO.Path]::GetTempPath()) "videogen-$([guid]::NewGuid())"

    # A home and a folder for clips that no other test uses.
    function New-Place {
        $place = Join-Path $root ([guid]::NewGuid())
        $env:VIDEOGEN_HOME = Join-Path $place 'home'
        (New-Item -Path (Join-Path $place 'clips') -ItemType Directory -Force).FullName
    }

    # One second at 360p: what a render costs at least.
    function New-Row([string] $Name, [hashtable] $With = @{}) {
        $row = [ordered]@{ Name = $Name; Prompt = "Clip $Name"; Duration = 1; Resolution = '360p' }
        foreach ($column in $With.Keys) { $row[$column] = $With[$column] }
        [pscustomobject]$row
    }

    function Get-Probe([string] $Path) {
        ffprobe -v error -select_streams v:0 -show_entries 'stream=codec_name,pix_fmt,width,height:format=duration' -of json $Path | ConvertFrom-Json
    }

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }
}

AfterAll {
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

Describe 'The pipeline' @skip {
    It 'makes a playable file of each row, of the length and size asked for' {
        $clips = New-Place
        $rows = (New-Row wide @{ Duration = 2 }), (New-Row tall @{ AspectRatio = '9:16'; Image = "$images/lake.jpg" }), (New-Row square @{ AspectRatio = '1:1' })

        $files = $rows | New-VideoJob -Batch films | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips

        $files | Should -HaveCount 3
        $files | Should -BeOfType ([IO.FileInfo])
        $expected = @{ wide = 2, 640, 360; tall = 1, 360, 640; square = 1, 360, 360 }
        foreach ($file in $files) {
            $duration, $width, $height = $expected[($file.BaseName -split '-')[0]]
            $probe = Get-Probe $file.FullName
            $probe.streams[0].codec_name | Should -Be 'h264'
            $probe.streams[0].pix_fmt | Should -Be 'yuv420p'
            $probe.streams[0].width | Should -Be $width
            $probe.streams[0].height | Should -Be $height
            [double]$probe.format.duration | Should -BeGreaterThan ($duration - 0.1)
            [double]$probe.format.duration | Should -BeLessThan ($duration + 0.1)
        }
    }

    It 'submits nothing and touches no file when it runs again' {
        $clips = New-Place
        $rows = (New-Row one), (New-Row two)
        $first = $rows | New-VideoJob -Batch again | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips

        $second = $rows | New-VideoJob -Batch again | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips

        ($second.FullName | Sort-Object) | Should -Be ($first.FullName | Sort-Object)
        ($second.LastWriteTimeUtc | Sort-Object) | Should -Be ($first.LastWriteTimeUtc | Sort-Object)
        Get-VideoJob | Should -HaveCount 2
        Get-ChildItem -LiteralPath $clips | Should -HaveCount 2
    }

    It 'submits only the rows that are new' {
        $null = New-Place
        $null = New-Row one | New-VideoJob -Batch grows

        $jobs = (New-Row one), (New-Row two) | New-VideoJob -Batch grows

        $jobs | Should -HaveCount 2
        Get-VideoJob -Batch grows | Should -HaveCount 2
        Get-VideoJob -Batch gorws -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -Be "There is no batch 'gorws'. Did you mean grows?"
        Get-VideoJob -Batch gor* -WarningVariable warnings | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Get-VideoJob -Name twoo -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -Be "There is no job named 'twoo'. Did you mean two?"
        Get-VideoJob -Name two* -Status Failed -WarningVariable warnings | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        (New-Row one), (New-Row two) | New-VideoJob -Batch grows -WhatIf -InformationVariable said 6>$null | Should -BeNullOrEmpty
        "$said" | Should -Be '2 rows have their jobs already: nothing is to be submitted for them.'
        $null = Get-VideoJob | Wait-VideoJob -Timeout 120
    }

    It 'lets a row with a missing image fail alone' {
        $clips = New-Place

        $files = (New-Row bad @{ Image = 'no-such.png' }), (New-Row good) |
            New-VideoJob -Batch half -ErrorVariable errors -ErrorAction SilentlyContinue |
            Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips

        $files | Should -HaveCount 1
        $files.Name | Should -BeLike 'good-*'
        Get-ErrorId $errors[0] | Should -Be 'ImageNotFound'
    }

    It 'keeps the order of the rows with -InputOrder' {
        $null = New-Place
        $names = 1..6 | ForEach-Object { "n$_" }

        $jobs = $names | ForEach-Object { New-Row $_ } | New-VideoJob -InputOrder | Wait-VideoJob -InputOrder -Timeout 120

        $jobs.Name | Should -Be $names
        $jobs.Status | Should -Be (@('Completed') * 6)
    }

    It 'refuses an equal job that is not settled, unless told otherwise' {
        $null = New-Place
        $job = New-VideoJob 'a long one' -Duration 60 -Resolution 1080p

        New-VideoJob 'a long one' -Duration 60 -Resolution 1080p -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $errors[0] | Should -Be 'DuplicateJob'
        $twin = New-VideoJob 'a long one' -Duration 60 -Resolution 1080p -AllowDuplicate
        $twin.Key | Should -Not -Be $job.Key

        ($job, $twin | Stop-VideoJob).Status | Should -Be 'Cancelled', 'Cancelled'
    }

    It 'names files with what the row is called: <name>' -ForEach @(
        @{ name = 'été 日本' }
        @{ name = 'a [b] c' }
        @{ name = '../../outside' }
        @{ name = 'CON' }
    ) {
        $clips = New-Place

        $file = New-Row $name | New-VideoJob | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips

        $file.DirectoryName | Should -Be $clips
        Test-Path -LiteralPath $file.FullName | Should -BeTrue
        Get-ChildItem -LiteralPath (Split-Path $clips) -Recurse -Filter *.mp4 | Where-Object FullName -NotLike "$env:VIDEOGEN_HOME*" | Should -HaveCount 1
    }

    It 'does not replace a file in the way without -Force' {
        $clips = New-Place
        $job = New-Row once | New-VideoJob | Wait-VideoJob -Timeout 120
        Set-Content -LiteralPath (Join-Path $clips 'once.mp4') -Value 'mine'

        $job | Save-VideoJob -Destination "$clips/{Name}.{Extension}" -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $errors[0] | Should -Be 'FileExists'
        Get-Content -LiteralPath (Join-Path $clips 'once.mp4') | Should -Be 'mine'

        $file = $job | Save-VideoJob -Destination "$clips/{Name}.{Extension}" -Force
        (Get-Probe $file.FullName).streams[0].codec_name | Should -Be 'h264'
    }

    It 'takes the destination of piped jobs by position' {
        $clips = New-Place
        $job = New-Row placed | New-VideoJob | Wait-VideoJob -Timeout 120

        ($job | Save-VideoJob $clips).DirectoryName | Should -Be $clips
        (Save-VideoJob $job.Key -Destination $clips).DirectoryName | Should -Be $clips
    }

    It 'says beside the clip how it was made, with -WithManifest' {
        $clips = New-Place

        $file = New-Row told | New-VideoJob | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips -WithManifest

        $manifest = Get-Content -LiteralPath "$($file.FullName).json" -Raw | ConvertFrom-Json
        $manifest.prompt | Should -Be 'Clip told'
        $manifest.provider | Should -Be 'Local'
        $manifest.sha256 | Should -Be (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash
    }
}

Describe 'Jobs over sessions' @skip {
    It 'goes on when its PowerShell exits, and another collects it' {
        $clips = New-Place

        $id = Invoke-ChildShell { Import-Module $args[0]; (New-VideoJob 'left alone' -Duration 2 -Resolution 360p).Key } $manifestPath
        $id | Should -Match '^[0-9a-z]{16}$'
        $lines = Invoke-ChildShell { Import-Module $args[0]; (Get-VideoJob $args[1] | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $args[2]).FullName } $manifestPath $id $clips

        (Get-Probe $lines).streams[0].codec_name | Should -Be 'h264'
    }

    It 'binds a job again after <form>' -ForEach @(
        @{ form = 'Clixml'; pass = { param($job, $path) $job | Export-Clixml $path; Import-Clixml $path } }
        @{ form = 'JSON'; pass = { param($job, $path) $job | ConvertTo-Json -Depth 5 | Set-Content $path; Get-Content $path -Raw | ConvertFrom-Json } }
        @{ form = 'CSV'; pass = { param($job, $path) $job | Export-Csv $path; Import-Csv $path } }
    ) {
        $clips = New-Place
        $job = New-Row trip | New-VideoJob | Wait-VideoJob -Timeout 120

        $copy = & $pass $job (Join-Path $TestDrive "trip-$([guid]::NewGuid())")
        $copy | Should -Not -BeOfType ([VideoGen.VideoJob])

        ($copy | Get-VideoJob).Key | Should -Be $job.Key
        ($copy | Wait-VideoJob -Timeout 120).Status | Should -Be 'Completed'
        $copy | Save-VideoJob -Destination $clips | Should -HaveCount 1
        $copy | New-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $errors[0] | Should -Be 'NotARow'
    }

    It 'writes a result sheet of plain values' {
        $null = New-Place
        $job = New-Row sheet | New-VideoJob | Wait-VideoJob -Timeout 120

        $row = $job | ConvertTo-Csv | ConvertFrom-Csv

        $row.Status | Should -Be 'Completed'
        $row.Outputs | Should -Match '^1 file, [\d.]+ [kK]?B$|^1 file, '
        $row.Outputs | Should -Not -Match 'VideoGen'
    }

    It 'takes any unambiguous beginning of an id' {
        $null = New-Place
        $job = New-Row short | New-VideoJob | Wait-VideoJob -Timeout 120

        (Get-VideoJob $job.ShortId).Key | Should -Be $job.Key
        (Get-VideoJob $job.Id).Key | Should -Be $job.Key
        Get-VideoJob 'zzzz' -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $errors[0] | Should -Be 'JobNotFound'
    }
}

Describe 'Ending early' @skip {
    BeforeAll {
        # No work of ours may be left on the pool: everything the command started has ended when the pipeline has.
        function Measure-Seconds([scriptblock] $Script) { (Measure-Command $Script).TotalSeconds }
    }

    It 'ends promptly after Select-Object -First 1' {
        $null = New-Place
        $rows = 1..8 | ForEach-Object { New-Row "s$_" @{ Duration = 30; Resolution = '1080p' } }

        Measure-Seconds { $script:first = $rows | New-VideoJob | Select-Object -First 1 } | Should -BeLessThan 10

        $first | Should -BeOfType ([VideoGen.VideoJob])
        Measure-Seconds { $null = Get-VideoJob | Wait-VideoJob -Timeout 1 -ErrorAction SilentlyContinue | Select-Object -First 1 } | Should -BeLessThan 10
        $null = Get-VideoJob | Where-Object Status -In Queued, Running | Stop-VideoJob
    }

    It 'ends promptly when a wait is stopped, and the jobs go on' {
        $null = New-Place
        $job = New-VideoJob 'a long one' -Duration 60 -Resolution 1080p
        $shell = [powershell]::Create().AddScript({ param($module, $key) Import-Module $module; Get-VideoJob $key | Wait-VideoJob }).AddArgument($manifestPath).AddArgument($job.Key)
        $running = $shell.BeginInvoke()
        while ($shell.Streams.Progress.Count -eq 0 -and -not $running.IsCompleted) { $null = $running.AsyncWaitHandle.WaitOne(50) }

        Measure-Seconds { $shell.Stop() } | Should -BeLessThan 2

        (Get-VideoJob $job.Key).Status | Should -BeIn 'Queued', 'Running'
        $null = $job | Stop-VideoJob
        $shell.Dispose()
    }

    It 'ends at the first error with -ErrorAction Stop, and what was submitted is in the journal' {
        $null = New-Place

        { (New-Row a), (New-Row bad @{ Duration = 'long' }), (New-Row c) | New-VideoJob -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidColumnValue*'

        # The first row was on its way: it is taken whole or not at all.
        foreach ($job in Get-VideoJob) {
            $job.Name | Should -Be 'a'
            $job.Status | Should -BeIn 'Queued', 'Running', 'Completed'
        }
        $null = Get-VideoJob | Wait-VideoJob -Timeout 120
    }

    It 'reports a job that is not done in time, with the command that collects it' {
        $null = New-Place
        $job = New-VideoJob 'a long one' -Duration 60 -Resolution 1080p

        $job | Wait-VideoJob -Timeout 0.5 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Get-ErrorId $errors[0] | Should -Be 'WaitTimeout'
        $errors[0].ToString() | Should -Match "Get-VideoJob $($job.ShortId)"
        $null = $job | Stop-VideoJob
    }
}

Describe 'Stopping and removing' @skip {
    It 'stops a running job and says so' {
        $null = New-Place
        $job = New-VideoJob 'a long one' -Duration 60 -Resolution 1080p

        ($job | Stop-VideoJob).Status | Should -Be 'Cancelled'
        (Get-VideoJob $job.Key).Status | Should -Be 'Cancelled'
    }

    It 'refuses to remove a clip that is not saved, unless forced' {
        $null = New-Place
        $job = New-Row kept | New-VideoJob | Wait-VideoJob -Timeout 120

        $job | Remove-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue
        Get-ErrorId $errors[0] | Should -Be 'NotSaved'
        Get-VideoJob $job.Key | Should -Not -BeNullOrEmpty

        ($job | Remove-VideoJob -Force -PassThru).Key | Should -Be $job.Key
        Get-VideoJob | Should -BeNullOrEmpty
    }

    It 'does not submit the row of a removed job again' {
        $clips = New-Place
        New-Row gone | New-VideoJob -Batch removed | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $clips
        Get-VideoJob | Remove-VideoJob

        New-Row gone | New-VideoJob -Batch removed -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        $warnings | Should -Match 'removed'
        Get-VideoJob | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        $clips = New-Place
        $job = New-Row still | New-VideoJob | Wait-VideoJob -Timeout 120

        $job | Save-VideoJob -Destination $clips -WhatIf
        $job | Remove-VideoJob -Force -WhatIf
        $job | Stop-VideoJob -WhatIf

        Get-ChildItem -LiteralPath $clips | Should -BeNullOrEmpty
        (Get-VideoJob).Status | Should -Be 'Completed'
    }
}

Describe 'The journal' {
    It 'reports a damaged entry with its path and shows the others' @skip {
        $null = New-Place
        $job = New-Row fine | New-VideoJob | Wait-VideoJob -Timeout 120
        $path = Join-Path $env:VIDEOGEN_HOME 'journal/open/0000000000000000.json'
        Set-Content -LiteralPath $path -Value '{ "format": 1, "job": {'

        $jobs = Get-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue

        $jobs.Key | Should -Be $job.Key
        Get-ErrorId $errors[0] | Should -Be 'DamagedEntry'
        $errors[0].ToString() | Should -Match ([regex]::Escape($path))
    }

    # Windows reports a file in a folder's place by another error, which has not been seen yet.
    It 'says what to do where it cannot be written' -Skip:$IsWindows {
        $null = New-Place
        Set-Content -LiteralPath $env:VIDEOGEN_HOME -Value 'a file where the folder should be'

        'x' | New-VideoJob -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Get-ErrorId $errors[0] | Should -Be 'JournalNotWritable'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'VIDEOGEN_HOME'
    }
}

Describe 'Another module''s Polly.Core' {
    It 'is used when it was loaded first' @skip {
        $clips = New-Place
        $other = Get-ChildItem "$PSScriptRoot/../VideoGen.Tests/bin/*/net10.0/other-polly/Polly.Core.dll" | Select-Object -First 1
        $other | Should -Not -BeNullOrEmpty

        $lines = Invoke-ChildShell {
            $null = [Reflection.Assembly]::LoadFrom($args[0])
            Import-Module $args[1]
            $file = New-VideoJob 'with another Polly' -Duration 1 -Resolution 360p | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $args[2]
            $file.Length -gt 0
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Polly.Core' }).Location
        } $other.FullName $manifestPath $clips

        $lines | Should -Be 'True', $other.FullName
    }
}
