# The examples of the help pages: read, run as a user would, and compared with what the page says they print.

# The examples of a page, each with its parts: what is typed (Code) and what it prints (Output).
function Read-Example([string] $Path) {
    $title = ''
    $number = 0
    $section = (Split-Path -LeafBase $Path) -notlike 'about_*'
    $examples = [Collections.Generic.List[object]]::new()
    $lines = [IO.File]::ReadAllLines($Path)
    for ($i = 0; $i -lt $lines.Count; $i++) {
        if ($lines[$i] -match '^## (.+)') { $section = $Matches[1] -eq 'EXAMPLES' -or (Split-Path -LeafBase $Path) -like 'about_*' }
        if ($lines[$i] -match '^### (.+)') { $title = $Matches[1] }
        if (-not $section -or $lines[$i] -notmatch '^```(powershell|output)$') { continue }

        $language = $Matches[1]
        $text = @(while ($lines[++$i] -ne '```') { $lines[$i] }) -join "`n"
        if ($language -eq 'powershell') {
            if (-not $examples -or $examples[-1].Title -ne $title) {
                $number++
                $examples.Add([pscustomobject]@{ Page = Split-Path -LeafBase $Path; Number = $number; Title = $title; Parts = [Collections.Generic.List[object]]::new() })
            }

            $examples[-1].Parts.Add([pscustomobject]@{ Code = $text; Output = '' })
        }
        else {
            $examples[-1].Parts[-1].Output = $text
        }
    }

    $examples
}

# Get-Help shows an example in 74 columns of 80. A longer line, which a terminal would break, goes on two columns further in.
function Format-Output([string] $Text) {
    foreach ($line in $Text -split '\r?\n' | ForEach-Object TrimEnd) {
        $margin = ''
        while ($line.Length + $margin.Length -gt 74 -and ($at = $line.LastIndexOf(' ', 74 - $margin.Length)) -gt 2) {
            $margin + $line.Substring(0, $at)
            $line = $line.Substring($at + 1)
            $margin = '  '
        }

        $margin + $line
    }
}

# What two runs have in common: without blank lines, the widths of columns, ids, times, ages and the port of an emulator, and
# in one order, since jobs end as they end.
function ConvertTo-Comparable([string] $Text) {
    $lines = foreach ($line in $Text -replace '\r?\n  (?=\S)(?!Recommendation)', ' ' -split '\r?\n') {
        $line = $line -replace '127\.0\.0\.1:\d+', '<host>' `
            -replace '\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?( \([^)]*\))?|\d\d?/\d\d?/\d{4}( \d\d?:\d\d(:\d\d)?( [AP]M)?)?', '<time>' `
            -replace '(?<![\w/])(now|\d+ (s|min|h|d))(?!\w)', '<age>' `
            -replace '\b[0-9a-hjkmnp-tv-z]{16}\b', '<key>' `
            -replace '\b[0-9a-hjkmnp-tv-z]{8}\b', '<id>' `
            -replace '-{2,}', '--' `
            -replace '\s+', ' '
        if ($line.Trim()) { $line.Trim() }
    }

    ($lines | Sort-Object -CaseSensitive) -join "`n"
}

# Runs examples in a PowerShell of their own, against emulators whose jobs are done at once. Each has a journal and a folder of
# its own. Returns what each part printed, by "page number part".
function Invoke-Example([object[]] $Example) {
    $work = Join-Path ([IO.Path]::GetTempPath()) "videogen-examples-$([guid]::NewGuid())"
    $null = New-Item -Path $work -ItemType Directory
    ConvertTo-Json -InputObject $Example -Depth 5 | Set-Content -LiteralPath "$work/examples.json"
    $command = Get-ShellCommand
    $rest = @($command | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/Examples/run.ps1", $work
    try {
        $printed = @{}
        $name = 'before the first'
        foreach ($line in & $command[0] @rest 2>&1) {
            if ("$line" -match '^#### (.+)$') { $name = $Matches[1]; $printed[$name] = '' } else { $printed[$name] += "$line`n" }
        }

        $printed
    }
    finally {
        Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
    }
}

# Writes what examples printed into their page; to be read before it is committed.
function Update-Example([string] $Path, [hashtable] $Printed) {
    $text = [IO.File]::ReadAllText($Path)
    foreach ($example in Read-Example $Path) {
        for ($i = 0; $i -lt $example.Parts.Count; $i++) {
            $part = $example.Parts[$i]
            $output = (@(Format-Output $Printed["$($example.Page) $($example.Number) $i"]) -join "`n").Trim("`n")
            $code = "``````powershell`n$($part.Code)`n```````n"
            $end = $at = $text.IndexOf($code) + $code.Length
            if ($text.Substring($at).StartsWith("`n``````output`n")) { $end = $text.IndexOf("```````n", $at + 11) + 4 }
            $text = $text.Substring(0, $at) + ($output ? "`n``````output`n$output`n```````n" : '') + $text.Substring($end)
        }
    }

    [IO.File]::WriteAllText($Path, $text)
}

Export-ModuleMember -Function Read-Example, ConvertTo-Comparable, Invoke-Example, Update-Example
