# What is there before an example runs, by page. Each gets the number of the example.

# Somebody who answers, and a vault that has a secret.
$answers = {
    Remove-Item -Path Env:VIDEOGEN_*_KEY
    $secret = ConvertTo-SecureString 'an-example' -AsPlainText -Force
    function Read-Host { $secret }
    function Get-Credential { [pscredential]::new('id-0123', $secret) }
    Import-Module "$PSScriptRoot/../SecretManagement/SecretManagement.psm1"
    Initialize-StandIn -Vault Work
    Set-StandInSecret artnex-key $secret Work
}

# A job of half a year ago, and one of today.
$oldAndNew = {
    New-VideoJob 'A harbour at night' -Provider Phaseo -Name old
    $entry = Get-ChildItem -Path (Join-Path $env:VIDEOGEN_HOME 'journal/open/*.json')
    $text = (Get-Content -LiteralPath $entry -Raw) -replace '("createdAt":\s*")[^"]*', "`${1}$([DateTimeOffset]::UtcNow.AddMonths(-6).ToString('o'))" -replace '("status":\s*")Queued', '${1}Failed'
    Set-Content -LiteralPath $entry -Value $text -NoNewline
    New-VideoJob 'A harbour at night' -Provider Phaseo -Name new
}

# Somebody who has a secret, and a tunnel: it tells the listener of the newest job what the service would.
$tunnel = {
    $secret = ConvertTo-SecureString 'whsec_0123456789' -AsPlainText -Force
    function Read-Host { $secret }
    $journal = Join-Path $env:VIDEOGEN_HOME 'journal/open'
    $null = Start-ThreadJob -ArgumentList $journal {
        param($journal)
        for ($try = 0; $try -lt 300; $try++) {
            $id = Get-ChildItem -Path $journal -Filter *.json -ErrorAction Ignore | ForEach-Object { (Get-Content -LiteralPath $_ -Tail 1 | ConvertFrom-Json).job.id } | Select-Object -First 1
            if ($id) {
                $time = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
                $link = [uri]::new([uri]$env:VIDEOGEN_PHASEO_URI, "/v1/videos/$id/content")
                $body = @{ type = 'video.completed'; data = @{ id = $id; status = 'completed'; content_url = $link } } | ConvertTo-Json -Compress
                $hash = [Security.Cryptography.HMACSHA256]::HashData([Text.Encoding]::UTF8.GetBytes('whsec_0123456789'), [Text.Encoding]::UTF8.GetBytes("$time.$body"))
                $headers = @{ 'x-phaseo-timestamp' = "$time"; 'x-phaseo-signature' = [Convert]::ToHexString($hash).ToLowerInvariant() }
                try { return Invoke-RestMethod -Method Post -Uri http://localhost:48080/ -Headers $headers -Body $body -ContentType application/json } catch { Write-Verbose "$_" }
            }

            Start-Sleep -Milliseconds 100
        }
    }
}

@{
    'Receive-VideoWebhook'       = { if ($args[0] -eq 1) { . $tunnel } }
    'Set-VideoCredential'        = $answers
    about_VideoGen_Credentials   = $answers

    about_VideoGen = {
        switch ($args[0]) {
            3 { New-VideoJob 'A wooden pier in the rain' -Name pier -Provider Artnex | Wait-VideoJob }
            5 { . $oldAndNew }
        }
    }

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

    'Wait-VideoJob' = {
        switch ($args[0]) {
            2 { Import-Csv shots.csv | New-VideoJob -Provider Artnex }
            4 { . $tunnel }
        }
    }

    'Save-VideoJob' = { Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob }

    'Export-VideoGallery' = {
        $jobs = Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob
        if ($args[0] -ne 2) { $jobs | Save-VideoJob -Destination ./clips }
    }

    'Stop-VideoJob' = { if ($args[0] -eq 2) { New-VideoJob 'A harbour at night' -Provider Phaseo } }

    'Remove-VideoJob' = {
        switch ($args[0]) {
            1 { Import-Csv shots.csv | New-VideoJob -Provider Artnex -Batch trailer | Wait-VideoJob | Save-VideoJob -Destination ./clips }
            2 { . $oldAndNew }
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

    'Export-VideoJobTrace' = { if ($args[0] -eq 2) { New-VideoJob 'A harbour at night' -Provider Phaseo -Model no/such -SkipValidation } }

    'Unregister-VideoProvider' = { Register-VideoProvider farm OpenAI http://127.0.0.1:8000/v1 }

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
