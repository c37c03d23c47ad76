#Requires -Version 7.4
# The demo of `build.sh demo` and `build.ps1 -Task Demo`: one clip for each row of shots.csv, previewed on this machine.
Set-Location -LiteralPath (Split-Path $PSScriptRoot)
Import-Module ./out/VideoGen/VideoGen.psd1 -ErrorAction Stop

# `clean` removes the files of this list and nothing else from clips/.
$null = New-Item -Path out/demo -ItemType Directory -Force
$list = Join-Path (Convert-Path out/demo) clips.txt

Import-Csv samples/shots.csv | New-VideoJob -Batch demo | Wait-VideoJob | Save-VideoJob -Destination ./clips | ForEach-Object {
    Add-Content -LiteralPath $list -Value $_.FullName
    $_.FullName
}

exit [int]($Error.Count -gt 0)
