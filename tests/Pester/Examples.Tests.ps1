#Requires -Version 7.4
# Every example of the help pages prints what its page says. With VIDEOGEN_RECORD=1 what they print is written into the pages
# instead, to be read before it is committed.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Examples.psm1" -Force
    $examples = Get-ChildItem -Path "$PSScriptRoot/../../docs/en-US/*.md" | ForEach-Object { Read-Example $_ }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Examples.psm1", "$PSScriptRoot/ChildShell.psm1" -Force
    $hasFFmpeg = $env:VIDEOGEN_FFMPEG -or @(Get-Command -Name ffmpeg, ffprobe -CommandType Application -ErrorAction Ignore).Count -ge 2
    $pages = Get-ChildItem -Path "$PSScriptRoot/../../docs/en-US/*.md"
    $printed = Invoke-Example ($pages | ForEach-Object { Read-Example $_ })
    if ($env:VIDEOGEN_RECORD) { $pages | ForEach-Object { Update-Example $_ $printed } }
}

Describe 'The examples of help' {
    It '<Page> <Number>: <Title>' -ForEach $examples {
        if (-not $hasFFmpeg -and $Parts.Code -match '-Provider Local') { Set-ItResult -Skipped -Because 'there is no FFmpeg' }

        for ($i = 0; $i -lt $Parts.Count; $i++) {
            ConvertTo-Comparable $printed["$Page $Number $i"] | Should -BeExactly (ConvertTo-Comparable $Parts[$i].Output) -Because "that is what the page says of: $($Parts[$i].Code)"
        }
    }
}

Describe 'The comparison of examples' {
    It 'sees <Case>' -ForEach @(
        @{ Case = 'another word'; Printed = '7k2m9q4x Completed now'; Said = '7k2m9q4x Failed now' }
        @{ Case = 'a line too few'; Printed = 'one'; Said = "one`ntwo" }
        @{ Case = 'another number'; Printed = '1500 credits'; Said = '1501 credits' }
    ) {
        ConvertTo-Comparable $Printed | Should -Not -Be (ConvertTo-Comparable $Said)
    }

    It 'overlooks ids, times and widths' {
        ConvertTo-Comparable "Id       Age`n--       ---`n7k2m9q4x 5 s`n" | Should -Be (ConvertTo-Comparable "`nId  Age`n--  ---`nx3vbyfeg now")
    }
}
