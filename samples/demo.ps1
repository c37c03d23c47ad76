#Requires -Version 7.4
# The demo of `build.sh demo` and `build.ps1 -Task Demo`: one clip for each row of shots.csv, previewed on this machine.
$root = Split-Path $PSScriptRoot
Set-Location -LiteralPath $root
Import-Module ./out/VideoGen/VideoGen.psd1 -ErrorAction Stop

Import-Csv samples/shots.csv | New-VideoJob -Batch demo | Wait-VideoJob | Save-VideoJob -Destination ./clips -OutVariable clips

# `clean` removes these and nothing else from clips/.
$null = New-Item -Path out/demo -ItemType Directory -Force
$clips.FullName | Add-Content -LiteralPath out/demo/clips.txt

exit [int]($Error.Count -gt 0)
