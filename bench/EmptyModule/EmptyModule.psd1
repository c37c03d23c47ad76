@{
    RootModule           = 'EmptyModule.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '0f6f3a5e-5d0b-4b8e-9c7b-7b1b9a4b2f11'
    Author               = 'VideoGen contributors'
    CompanyName          = 'VideoGen contributors'
    Copyright            = '(c) VideoGen contributors. MIT licence.'
    Description          = 'One command that does next to nothing, for the bench.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Read-EmptyRow')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    FormatsToProcess     = @('EmptyModule.format.ps1xml')
    TypesToProcess       = @('EmptyModule.types.ps1xml')
    PrivateData          = @{
        PSData = @{
            Tags         = @('Bench', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/videogen-ps/VideoGen/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/videogen-ps/VideoGen'
            ReleaseNotes = 'https://github.com/videogen-ps/VideoGen/blob/main/CHANGELOG.md'
        }
    }
}
