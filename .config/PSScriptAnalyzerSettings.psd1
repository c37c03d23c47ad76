# How PSScriptAnalyzer reads the scripts: Invoke-ScriptAnalyzer -Path . -Recurse -Settings .config/PSScriptAnalyzerSettings.psd1
@{
    Severity            = @('Error', 'Warning')
    IncludeDefaultRules = $true
    ExcludeRules        = @(
        # The build and the demo speak to whoever runs them; what they print is no data.
        'PSAvoidUsingWriteHost'
        # The functions of the scripts are theirs alone, and -WhatIf is for commands of users.
        'PSUseShouldProcessForStateChangingFunctions'
        # What BeforeAll sets is used in the blocks of Pester, which the rule does not follow.
        'PSUseDeclaredVarsMoreThanAssignments'
        # A parameter of a script that its functions use counts as unused.
        'PSReviewUnusedParameter'
        # Keys that tests make up are no secrets.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
    Rules               = @{
        PSUseCompatibleSyntax     = @{ Enable = $true; TargetVersions = @('7.0') }
        PSAvoidTrailingWhitespace = @{ Enable = $true }
    }
}
