# What is there before an example runs, by page. Each gets the number of the example.

@{
    # In the folder of every example.
    files = {
        Copy-Item -Path "$PSScriptRoot/../../../samples/images/lake.jpg" -Destination ./lake.jpg
        Set-Content -LiteralPath shots.csv -Value 'Name,Prompt,Duration', 'pier,A wooden pier in the rain,5', 'gulls,Gulls over a harbour,5'
    }

    'Get-VideoJob' = {
        switch ($args[0]) {
            { $_ -in 1, 5 } { Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer -InputOrder | Wait-VideoJob }
            3 { Import-Csv shots.csv | New-VideoJob -Provider Artnex | Wait-VideoJob }
            4 { 'Rain', 'Sun', 'Wind' | New-VideoJob -Provider OpenAI -Model sora-2 }
        }
    }

    'Wait-VideoJob' = { if ($args[0] -eq 2) { Import-Csv shots.csv | New-VideoJob -Provider Artnex } }

    'Save-VideoJob' = { Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob }

    'Export-VideoGallery' = {
        $jobs = Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob
        if ($args[0] -ne 2) { $jobs | Save-VideoJob -Destination ./clips }
    }

    'Stop-VideoJob' = { if ($args[0] -eq 2) { New-VideoJob 'A harbour at night' -Provider Phaseo } }

    'Remove-VideoJob' = {
        switch ($args[0]) {
            1 { Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob | Save-VideoJob -Destination ./clips }
            2 {
                # A job of half a year ago.
                New-VideoJob 'A harbour at night' -Provider Phaseo -Name new
                $entry = @{
                    format = 1; fingerprint = 'f'; saved = @(); request = @{ provider = 'Phaseo'; prompt = 'A harbour' }
                    job = @{ key = 'h5j9k3m7npqr2stv'; id = 'old'; provider = 'Phaseo'; name = 'old'; status = 'Failed'; createdAt = [DateTimeOffset]::UtcNow.AddMonths(-6).ToString('o'); outputs = @() }
                }
                $entry | ConvertTo-Json -Depth 5 | Set-Content -LiteralPath (Join-Path $env:VIDEOGEN_HOME 'journal/open/h5j9k3m7npqr2stv.json')
            }
            3 { New-VideoJob 'A harbour at night' -Provider Artnex | Wait-VideoJob }
        }
    }

    # An answer that was lost; OpenAI has a list to look it up in, Phantaisia has none.
    'Resolve-VideoJob' = {
        $service, $row = @(('OpenAI', @{ Model = 'sora-2' }), ('Phantaisia', @{ Image = 'lake.jpg' }))[$args[0] - 1]
        Set-Scenario $service lost
        New-VideoJob 'A windmill' -Provider $service @row
    }

    'Add-VideoAudio' = { New-VideoJob 'A windmill' -Image https://media.example.com/mill.jpg -Provider Akool | Wait-VideoJob }

    'Get-VideoBalance' = {
        $null = Invoke-RestMethod -Method Post -Uri ([uri]::new([uri]$env:VIDEOGEN_AKOOL_URI, '/_emulator/balance?value=1000'))
        $null = Invoke-RestMethod -Method Post -Uri ([uri]::new([uri]$env:VIDEOGEN_PHASEO_URI, '/_emulator/balance?value=100'))
    }

    'Unregister-VideoProvider' = { Register-VideoProvider farm OpenAI http://127.0.0.1:8000/v1 }

    'Set-VideoCredential' = {
        Remove-Item -Path Env:VIDEOGEN_*_KEY
        $secret = ConvertTo-SecureString 'an-example' -AsPlainText -Force
        function Read-Host { $secret }
        function Get-Credential { [pscredential]::new('id-0123', $secret) }
        Import-Module "$PSScriptRoot/../SecretManagement/SecretManagement.psm1"
        Initialize-StandIn -Vault Work
        Set-StandInSecret artnex-key $secret Work
    }

    'Get-VideoCredential' = {
        Remove-Item -Path Env:VIDEOGEN_*_KEY
        $env:VIDEOGEN_ARTNEX_KEY = $env:VIDEOGEN_PHASEO_KEY = 'an-example'
        if ($args[0] -eq 1) { Set-VideoCredential Dafty -Token (ConvertTo-SecureString 'an-example' -AsPlainText -Force) }
    }

    'Remove-VideoCredential' = {
        Remove-Item -Path Env:VIDEOGEN_*_KEY
        Set-VideoCredential Artnex -Token (ConvertTo-SecureString 'an-example' -AsPlainText -Force)
    }
}
