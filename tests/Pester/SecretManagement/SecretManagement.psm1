# Stands in for Microsoft.PowerShell.SecretManagement: the same commands, with vaults in memory that behave as a test says.

$script:vaults = [ordered]@{}

# How the vaults behave: Open; Locked (they ask for a password in the host); Failing.
$script:mood = 'Open'
$script:calls = [Collections.Generic.List[string]]::new()

function Initialize-StandIn {
    param([string[]] $Vault = 'Safe', [ValidateSet('Open', 'Locked', 'Failing')] [string] $Mood = 'Open')

    $script:vaults = [ordered]@{}
    foreach ($name in $Vault) { $script:vaults[$name] = @{} }
    $script:mood = $Mood
    $script:calls.Clear()
}

function Set-StandInSecret([string] $Name, [object] $Value, [string] $Vault = 'Safe') { $script:vaults[$Vault][$Name] = $Value }

function Get-StandInSecret([string] $Name, [string] $Vault = 'Safe') { $script:vaults[$Vault][$Name] }

function Get-StandInCall { $script:calls.ToArray() }

# As an extension vault does before it answers.
function Open-Vault([string] $Name) {
    if (-not $script:vaults.Contains($Name)) {
        $exception = [Management.Automation.PSInvalidOperationException]::new("Vault not found in registry: $Name")
        $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new($exception, 'GetSecretVaultNotFound', 'ObjectNotFound', $Name))
    }

    if ($script:mood -eq 'Failing') { throw [InvalidOperationException]::new('The disk of the vault is gone.') }

    if ($script:mood -eq 'Locked') {
        $null = Read-Host -AsSecureString "Vault $Name requires a password"
        $script:mood = 'Open'
    }
}

function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Position = 1)] [string] $Vault, [switch] $AsPlainText)

    $script:calls.Add("Get-Secret $Vault/$Name")
    Open-Vault $Vault
    Write-Verbose "Secret $Name was successfully retrieved from vault $Vault."
    if (-not $script:vaults[$Vault].ContainsKey($Name)) {
        $exception = [Management.Automation.ItemNotFoundException]::new("The secret $Name was not found.")
        $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new($exception, 'GetSecretNotFound', 'ObjectNotFound', $Name))
        return
    }

    $value = $script:vaults[$Vault][$Name]
    if ($value -is [string] -and -not $AsPlainText) { return ConvertTo-SecureString $value -AsPlainText -Force }
    if ($value -is [byte[]]) { return , $value }
    $value
}

function Set-Secret {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Mandatory, Position = 1)] [object] $Secret, [Parameter(Position = 2)] [string] $Vault)

    $script:calls.Add("Set-Secret $Vault/$Name")
    Open-Vault $Vault
    $script:vaults[$Vault][$Name] = $Secret
}

function Remove-Secret {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Mandatory, Position = 1)] [string] $Vault)

    $script:calls.Add("Remove-Secret $Vault/$Name")
    Open-Vault $Vault
    $script:vaults[$Vault].Remove($Name)
}

function Get-SecretInfo {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $Name = '*', [Parameter(Position = 1)] [string] $Vault)

    $script:calls.Add("Get-SecretInfo $Vault/$Name")
    Open-Vault $Vault
    foreach ($key in $script:vaults[$Vault].Keys | Where-Object { $_ -like $Name }) { [pscustomobject]@{ Name = $key; Type = 'SecureString'; VaultName = $Vault } }
}

function Get-SecretVault {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string[]] $Name = '*')

    foreach ($key in $script:vaults.Keys | Where-Object { $_ -like $Name[0] }) { [pscustomobject]@{ Name = $key; ModuleName = 'InMemory'; IsDefault = $false } }
}

function Unlock-SecretVault {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [string] $Name, [Parameter(Mandatory, Position = 1)] [securestring] $Password)

    $script:mood = 'Open'
}

Export-ModuleMember -Function Get-Secret, Set-Secret, Remove-Secret, Get-SecretInfo, Get-SecretVault, Unlock-SecretVault, Initialize-StandIn, Set-StandInSecret, Get-StandInSecret, Get-StandInCall
