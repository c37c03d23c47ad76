#Requires -Version 7.4
<#
.SYNOPSIS
Draws what a terminal shows as an SVG, its text as text. The pictures beside this script are made with it:
  tmux capture-pane -e -p -t SESSION | ./ConvertTo-TerminalSvg.ps1 -Title 'What it shows' > scene.svg
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The lines of the terminal, with their colours as SGR sequences.
    [Parameter(Mandatory, ValueFromPipeline)]
    [AllowEmptyString()]
    [string] $Line,

    # What the picture shows, for those who do not see it.
    [Parameter(Mandatory)]
    [string] $Title,

    [int] $Columns = 80
)

begin {
    $cell = 8.4
    $row = 19
    $left = 18
    $top = 56
    $lines = [Collections.Generic.List[string]]::new()
    $colors = @{
        0 = '#484f58'; 1 = '#ff7b72'; 2 = '#3fb950'; 3 = '#e3b341'; 4 = '#58a6ff'; 5 = '#bc8cff'; 6 = '#39c5cf'; 7 = '#e6edf3'
        8 = '#8b949e'; 9 = '#ffa198'; 10 = '#56d364'; 11 = '#e3b341'; 12 = '#79c0ff'; 13 = '#d2a8ff'; 14 = '#56d4dd'; 15 = '#ffffff'
    }
    $background = '#0d1117'

    function Read-Color([Collections.Generic.Queue[int]] $Codes) {
        if ($Codes.Dequeue() -eq 5) { return $colors[$Codes.Dequeue()] ?? $colors[7] }
        '#{0:x2}{1:x2}{2:x2}' -f $Codes.Dequeue(), $Codes.Dequeue(), $Codes.Dequeue()
    }

    function Set-Style([hashtable] $Style, [string] $Sequence) {
        $codes = [Collections.Generic.Queue[int]]::new([int[]]@($Sequence -split ';' | ForEach-Object { $_ ? [int]$_ : 0 }))
        while ($codes.Count) {
            $code = $codes.Dequeue()
            switch ($code) {
                0 { $Style.Clear() }
                1 { $Style.Bold = $true }
                2 { $Style.Dim = $true }
                7 { $Style.Reverse = $true }
                22 { $Style.Bold = $Style.Dim = $false }
                27 { $Style.Reverse = $false }
                38 { $Style.Front = Read-Color $codes }
                39 { $Style.Front = $null }
                48 { $Style.Back = Read-Color $codes }
                49 { $Style.Back = $null }
                { $_ -in 30..37 } { $Style.Front = $colors[$code - 30] }
                { $_ -in 40..47 } { $Style.Back = $colors[$code - 40] }
                { $_ -in 90..97 } { $Style.Front = $colors[$code - 82] }
            }
        }
    }

    # One stretch of one style; between wide gaps each word group has its own place, so that columns stay columns in any font.
    function Write-Run([string] $Text, [int] $Column, [int] $Number, [hashtable] $Style) {
        $front, $back = ($Style.Front ?? $colors[7]), ($Style.Back ?? $background)
        if ($Style.Reverse) { $front, $back = $back, $front }
        $y = $top + $Number * $row
        if ($back -ne $background) {
            '<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="{4}"/>' -f ($left + $Column * $cell), ($y - 14), ($Text.Length * $cell), $row, $back
        }

        $class = @($Style.Bold ? 'b' : @(); $Style.Dim ? 'd' : @()) -join ' '
        foreach ($group in [regex]::Matches($Text, '\S+(?: \S+)*')) {
            '<text x="{0}" y="{1}" textLength="{2}" fill="{3}"{4}>{5}</text>' -f ($left + ($Column + $group.Index) * $cell), $y,
                ($group.Length * $cell), $front, ($class ? " class=`"$class`"" : ''), [Security.SecurityElement]::Escape($group.Value)
        }
    }
}

process { $lines.Add($Line) }

end {
    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    while ($lines.Count -and -not ($lines[-1] -replace '\e\[[\d;]*m').Trim()) { $lines.RemoveAt($lines.Count - 1) }
    $width = 2 * $left + $Columns * $cell
    $height = $top + $lines.Count * $row
    $style = @{}
    @(
        "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $width $height`" width=`"$width`" height=`"$height`" role=`"img`" aria-label=`"$([Security.SecurityElement]::Escape($Title))`">"
        '<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}.b{font-weight:700}.d{opacity:.6}</style>'
        "<rect width=`"$width`" height=`"$height`" rx=`"8`" fill=`"$background`"/>"
        '<circle cx="22" cy="20" r="6" fill="#ff5f57"/><circle cx="42" cy="20" r="6" fill="#febc2e"/><circle cx="62" cy="20" r="6" fill="#28c840"/>'
        for ($number = 0; $number -lt $lines.Count; $number++) {
            $column = 0
            foreach ($part in [regex]::Matches($lines[$number], '\e\[([\d;]*)m|[^\e]+')) {
                if ($part.Groups[1].Success) { Set-Style $style $part.Groups[1].Value; continue }
                Write-Run $part.Value $column $number $style
                $column += $part.Length
            }
        }
        '</svg>'
    ) -join "`n"
}
