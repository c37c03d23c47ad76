#Requires -Version 7.4
# What Get-Help finds in the built module.

BeforeDiscovery {
    $commands = (Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1").CmdletsToExport
    $topics = (Get-ChildItem -Path "$PSScriptRoot/../../docs/en-US/about_*.md").BaseName
}

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force

    # In a terminal of 80 columns, in which Get-Help leaves the last one free.
    function Get-Text([string] $Command) {
        Invoke-ChildShell {
            Import-Module $args[0]
            & ([scriptblock]::Create($args[1])) | Out-String -Width 79 -Stream
        } $manifestPath $Command
    }
}

Describe 'Get-Help of <_>' -ForEach $commands {
    BeforeAll { $help = Get-Help -Name $_ -Full }

    It 'tells what the command does, with examples, inputs and outputs' {
        $help.Synopsis | Should -Not -Match "^\s*$_"
        @($help.description).Count | Should -BeGreaterThan 0
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.inputTypes.inputType | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
    }

    It 'describes each parameter, with the type that Get-Command names' {
        $command = Get-Command -Name $_
        $common = [Management.Automation.Cmdlet]::CommonParameters
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            $told = $help.parameters.parameter | Where-Object name -EQ $parameter.Name
            $told.description.Text | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
            $told.type.name | Should -Be $type.ToString() -Because $parameter.Name
        }

        @($help.parameters.parameter).Count | Should -Be @($command.Parameters.Keys | Where-Object { $_ -notin $common }).Count
    }

    It 'has a call for each parameter set' {
        @($help.syntax.syntaxItem).Count | Should -Be (Get-Command -Name $_).ParameterSets.Count
        foreach ($set in (Get-Command -Name $_).ParameterSets) {
            $names = $set.Parameters.Name | Where-Object { $_ -notin [Management.Automation.Cmdlet]::CommonParameters } | Sort-Object
            $calls = $help.syntax.syntaxItem | ForEach-Object { ($_.parameter.name | Sort-Object) -join ' ' }
            $calls | Should -Contain ($names -join ' ') -Because $set.Name
        }
    }

    It 'leads to its page' {
        $help.relatedLinks.navigationLink[0].uri | Should -BeLike "https://*/$_.md"
    }
}

Describe 'Get-Help of <_>' -ForEach $topics {
    It 'finds the topic by its name, with a synopsis' {
        $text = Get-Help -Name $_
        $text | Should -Match "(?m)^TOPIC\r?\n    $_\r?$"
        (Get-Help -Name "$_*" | Where-Object Name -EQ $_).Synopsis ?? $text | Should -Not -BeNullOrEmpty
    }
}

Describe 'Help in 80 columns' {
    It 'breaks no word of <Command>, whatever the language' -ForEach @(
        @{ Command = 'Get-Help New-VideoJob -Examples' }
        @{ Command = '(Get-Help New-VideoJob).description' }
        @{ Command = 'Get-Help Get-VideoJob -Parameter *' }
        @{ Command = 'Get-Help about_VideoGen' }
    ) {
        $lines = Get-Text "[cultureinfo]::CurrentUICulture = [cultureinfo]::InvariantCulture; $Command"
        $lines.Count | Should -BeGreaterThan 10
        $lines | Where-Object Length -GT 79 | Should -BeNullOrEmpty

        # A line that the engine broke is full to the last column.
        $lines | Where-Object { $_.Length -eq 79 -and $_ -match '\w$' } | Should -BeNullOrEmpty
    }

    It 'is found in a session of another language' {
        Get-Text "[cultureinfo]::CurrentUICulture = 'fr-FR'; (Get-Help New-VideoJob).Synopsis" | Should -Be 'Submits video jobs, one for each row.'
    }
}
