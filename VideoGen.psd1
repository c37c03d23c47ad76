@{
    RootModule           = 'bin/VideoGen.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'b7a4f0d2-6c1e-4f3b-9a57-2e8d41c0b6f9'
    Author               = 'VideoGen contributors'
    CompanyName          = 'VideoGen contributors'
    Copyright            = '(c) VideoGen contributors. MIT licence.'
    Description          = 'Turns prompts and images into video clips, a whole CSV of them in one pipeline: submit, wait and save, through hosted generation services or as previews rendered on your own machine. What was paid for is never paid twice and never lost.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')

    # Written out, so that a session finds the commands without loading the module.
    CmdletsToExport      = @(
        'New-VideoJob'
        'Get-VideoJob'
        'Wait-VideoJob'
        'Save-VideoJob'
        'Stop-VideoJob'
        'Remove-VideoJob'
        'Resolve-VideoJob'
        'Get-VideoProvider'
        'Get-VideoModel'
        'Get-VideoPrice'
        'Get-VideoBalance'
        'Get-VideoEffect'
        'Add-VideoAudio'
        'Export-VideoGallery'
        'Set-VideoCredential'
        'Get-VideoCredential'
        'Test-VideoCredential'
        'Test-VideoEnvironment'
        'Remove-VideoCredential'
        'Set-VideoBudget'
        'Get-VideoBudget'
        'Remove-VideoBudget'
        'Register-VideoProvider'
        'Unregister-VideoProvider'
        'Export-VideoJobTrace'
        'Receive-VideoWebhook'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    FormatsToProcess     = @('formats/VideoGen.format.ps1xml', 'formats/VideoGen.Service.format.ps1xml', 'formats/VideoGen.Budget.format.ps1xml', 'formats/VideoGen.Environment.format.ps1xml')
    TypesToProcess       = @('formats/VideoGen.types.ps1xml')

    PrivateData          = @{
        PSData = @{
            Tags         = @('Video', 'VideoGeneration', 'TextToVideo', 'ImageToVideo', 'GenerativeAI', 'FFmpeg', 'Batch', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/videogen-ps/VideoGen/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/videogen-ps/VideoGen'
            ReleaseNotes = 'https://github.com/videogen-ps/VideoGen/blob/main/CHANGELOG.md'
        }
    }
}
