#Requires -Version 7.4
# How the built module is packed and how it loads.

BeforeDiscovery {
    $commands = 'New-VideoJob', 'Get-VideoJob', 'Wait-VideoJob', 'Save-VideoJob', 'Stop-VideoJob', 'Remove-VideoJob', 'Get-VideoProvider', 'Get-VideoModel',
        'Register-VideoProvider', 'Unregister-VideoProvider'
}

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $moduleFolder = Convert-Path "$PSScriptRoot/../../out/VideoGen"
    $manifestPath = Join-Path $moduleFolder 'VideoGen.psd1'
}

Describe 'The built module' {
    It 'has a valid manifest' {
        $manifest = Test-ModuleManifest -Path $manifestPath -ErrorAction Stop

        $manifest.PowerShellVersion | Should -Be ([version] '7.4')
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.ProjectUri | Should -Not -BeNullOrEmpty
        $manifest.Tags | Should -Contain 'PSEdition_Core'
    }

    It 'lists its exports without wildcards' {
        $data = Import-PowerShellDataFile -LiteralPath $manifestPath

        foreach ($key in 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            $data.ContainsKey($key) | Should -BeTrue -Because "$key is explicit"
            $data[$key] | Should -Not -Match '[*?]'
        }
    }

    It 'ships its own assemblies and Polly.Core, and nothing that PowerShell brings' {
        (Get-ChildItem $moduleFolder -Recurse -Filter *.dll).Name | Sort-Object |
            Should -Be 'Polly.Core.dll', 'VideoGen.Core.dll', 'VideoGen.dll'
    }

    It 'ships what starts the core as a program' {
        Join-Path $moduleFolder 'bin/VideoGen.Core.runtimeconfig.json' | Should -Exist
    }

    It 'ships <_>' -ForEach 'LICENSE', 'third-party-notices.txt', 'en-US/about_VideoGen.help.txt', 'formats/VideoGen.format.ps1xml', 'formats/VideoGen.types.ps1xml' {
        Join-Path $moduleFolder $_ | Should -Exist
    }
}

Describe 'Importing' {
    It 'exports <_>' -ForEach $commands {
        Import-Module $manifestPath -Force

        (Get-Command -Name $_ -Module VideoGen -CommandType Cmdlet).Count | Should -Be 1
    }

    It 'exports exactly what the manifest lists' {
        Import-Module $manifestPath -Force

        (Get-Command -Module VideoGen).Name | Sort-Object |
            Should -Be ((Import-PowerShellDataFile -LiteralPath $manifestPath).CmdletsToExport | Sort-Object)
    }

    It 'exports every command again after a second import with -Force' {
        $lines = Invoke-ChildShell {
            Import-Module $args[0] -Force
            $first = (Get-Command -Module VideoGen).Count
            Import-Module $args[0] -Force
            "$first then $((Get-Command -Module VideoGen).Count)"
        } $manifestPath

        $count = (Import-PowerShellDataFile -LiteralPath $manifestPath).CmdletsToExport.Count
        $lines | Should -Be "$count then $count"
    }

    It 'loads what only a request needs when there is one' {
        $lines = Invoke-ChildShell {
            $env:VIDEOGEN_HOME = $args[1]
            Import-Module $args[0]
            $null = Get-VideoJob
            $null = 'a lake' | New-VideoJob -Provider Phaseo -Model google/veo-3.1-lite -Duration 4 -WhatIf 6>&1
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name | Where-Object { $_ -in 'VideoGen.Core', 'Polly.Core' }
        } $manifestPath (Join-Path $TestDrive 'none')

        $lines | Select-Object -Last 1 | Should -Be 'VideoGen.Core'
    }

    It 'writes nothing' {
        Invoke-ChildShell { Import-Module $args[0] -Verbose:$false *>&1 } $manifestPath | Should -BeNullOrEmpty
    }

    It 'works by name from a copy on PSModulePath, in a folder with spaces and brackets' {
        $folder = New-Item -Path (Join-Path $TestDrive "other [modules] $([char]0xFC)") -ItemType Directory
        Copy-Item -LiteralPath $moduleFolder -Destination $folder -Recurse

        $lines = Invoke-ChildShell {
            $env:PSModulePath = $args[0] + [IO.Path]::PathSeparator + $env:PSModulePath
            $null = Get-VideoProvider
            (Get-Module VideoGen).ModuleBase
        } $folder.FullName

        $lines | Should -Be (Join-Path $folder.FullName 'VideoGen')
    }
}
