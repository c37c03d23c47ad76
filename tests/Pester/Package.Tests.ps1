#Requires -Version 7.4
# The package as the Gallery gets it and as a user has it after Install-PSResource. It is packed from out/VideoGen here, unless
# PACKAGE_UNDER_TEST is the path of one; its hashes are beside it.

BeforeAll {
    Import-Module "$PSScriptRoot/ChildShell.psm1" -Force
    $repository = Convert-Path "$PSScriptRoot/../.."
    $manifest = Import-PowerShellDataFile -LiteralPath "$repository/VideoGen.psd1"
    $version = $manifest.ModuleVersion

    if ($env:PACKAGE_UNDER_TEST) {
        $package = Convert-Path -LiteralPath $env:PACKAGE_UNDER_TEST
    }
    else {
        $folder = Join-Path $TestDrive packed
        $output = dotnet msbuild "$repository/src/VideoGen.Package/VideoGen.Package.csproj" -restore -target:Pack -property:Configuration=Release `
            "-property:PackageOutputPath=$folder" -verbosity:quiet -nologo
        if ($LASTEXITCODE -ne 0) { throw "The package could not be made: $output" }
        $package = Join-Path $folder "VideoGen.$version.nupkg"
    }

    $modules = Join-Path $TestDrive 'fresh modules'
    $module = Join-Path $modules VideoGen $version
    [IO.Compression.ZipFile]::ExtractToDirectory($package, $module)
    $nuspec = ([xml] (Get-Content -LiteralPath "$module/VideoGen.nuspec" -Raw)).package.metadata

    # What Install-PSResource leaves out; a name with a dot in front is hidden on Unix, which takes -Force.
    Remove-Item -LiteralPath "$module/VideoGen.nuspec", "$module/_rels", "$module/package", "$module/[Content_Types].xml" -Recurse -Force -ErrorAction Stop

    # Why the runtime of another platform or processor could not load it as it is; nothing when it is plain IL.
    function Get-NativePart([string] $Path) {
        $stream = [IO.File]::OpenRead($Path)
        $reader = [Reflection.PortableExecutable.PEReader]::new($stream)
        try {
            $headers = $reader.PEHeaders
            if (-not $headers.CorHeader) { return 'has no IL' }
            if ($headers.CoffHeader.Machine -ne 'I386') { "is for $($headers.CoffHeader.Machine)" }
            if ($headers.PEHeader.Magic -ne 'PE32') { "is $($headers.PEHeader.Magic)" }
            if (-not $headers.CorHeader.Flags.HasFlag([Reflection.PortableExecutable.CorFlags]::ILOnly)) { 'is not IL only' }
            if ($headers.CorHeader.Flags.HasFlag([Reflection.PortableExecutable.CorFlags]::Requires32Bit)) { 'needs 32 bits' }
            if ($headers.CorHeader.ManagedNativeHeaderDirectory.Size) { 'has ReadyToRun code' }
        }
        finally {
            $reader.Dispose()
            $stream.Dispose()
        }
    }

    # Runs a script where VideoGen is on the PSModulePath from the package only.
    function Invoke-WithPackage([scriptblock] $Script) {
        $before = $env:VIDEOGEN_HOME, $env:VIDEOGEN_PROVIDER
        try {
            $env:VIDEOGEN_HOME, $env:VIDEOGEN_PROVIDER = (Join-Path $TestDrive home), 'Local'
            Invoke-ChildShell ([scriptblock]::Create("`$env:PSModulePath = `$args[0] + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules)`n$Script")) $modules
        }
        finally {
            $env:VIDEOGEN_HOME, $env:VIDEOGEN_PROVIDER = $before
        }
    }
}

Describe 'The package' {
    It 'is named, numbered and described as the manifest says' {
        $nuspec.id | Should -BeExactly VideoGen
        $nuspec.version | Should -BeExactly $version
        $nuspec.authors | Should -BeExactly $manifest.Author
        $nuspec.copyright | Should -BeExactly $manifest.Copyright
        $nuspec.description | Should -BeExactly $manifest.Description
        $nuspec.licenseUrl | Should -BeExactly $manifest.PrivateData.PSData.LicenseUri
        $nuspec.projectUrl | Should -BeExactly $manifest.PrivateData.PSData.ProjectUri
        $nuspec.dependencies | Should -BeNullOrEmpty
    }

    It 'has the tags of the manifest and those by which the Gallery finds a module and its commands' {
        $expected = @('PSModule', 'PSIncludes_Cmdlet') + $manifest.PrivateData.PSData.Tags + @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })

        $nuspec.tags -split ' ' | Sort-Object | Should -Be ($expected | Sort-Object)
        $nuspec.tags.Length | Should -BeLessThan 4000 -Because 'the Gallery refuses more'
    }

    It 'has the notes of its version from CHANGELOG.md, and of no other' {
        $section = (Get-Content -LiteralPath "$repository/CHANGELOG.md" -Raw) -split '(?m)^## ' | Where-Object { $_.StartsWith("[$version]") }
        $lines = $section -split '\r?\n' | Select-Object -Skip 1 | Where-Object { $_ -and $_ -notmatch '^\[.+\]: ' }

        $nuspec.releaseNotes -split '\r?\n' | Where-Object { $_ } | Should -Be $lines
    }

    It 'has the files of the built module, and no others' {
        if ($env:PACKAGE_UNDER_TEST) { Set-ItResult -Skipped -Because 'the package was built elsewhere'; return }
        $packed, $built = $module, "$repository/out/VideoGen" | ForEach-Object {
            $root = $_
            , @(Get-ChildItem -LiteralPath $root -Recurse -File -Force | ForEach-Object { "$([IO.Path]::GetRelativePath($root, $_)) $((Get-FileHash -LiteralPath $_).Hash)" } | Sort-Object)
        }

        $packed | Should -Be $built
    }

    It 'has a hash beside it for itself and for each file' {
        $root = New-Item -Path (Join-Path $TestDrive hashed) -ItemType Directory
        Copy-Item -LiteralPath $package -Destination $root
        Copy-Item -LiteralPath $module -Destination "$root/VideoGen" -Recurse
        $expected = Get-ChildItem -LiteralPath $root -Recurse -File | ForEach-Object {
            "$((Get-FileHash -LiteralPath $_ -Algorithm SHA256).Hash.ToLowerInvariant())  $([IO.Path]::GetRelativePath($root, $_).Replace('\', '/'))"
        }

        Get-Content -LiteralPath ([IO.Path]::ChangeExtension($package, 'sha256')) | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'ships plain IL for any processor' {
        $files = Get-ChildItem -LiteralPath $module -Recurse -File -Include *.dll, *.exe, *.so, *.dylib

        $files.Count | Should -Be 3
        $files | ForEach-Object { foreach ($part in Get-NativePart $_) { "$($_.Name) $part" } } | Should -BeNullOrEmpty
    }

    It 'would not pass for plain IL if it were compiled for one platform, as PowerShell itself is' {
        Get-NativePart ([object].Assembly.Location) | Should -Contain 'has ReadyToRun code'
    }
}

Describe 'The package, unpacked into a fresh module path' {
    It 'loads by name, from there, with all its commands' {
        Invoke-WithPackage {
            $null = Get-VideoProvider -Name Local
            $module = Get-Module VideoGen
            "$($module.Version) with $($module.ExportedCmdlets.Count) commands from $($module.ModuleBase)"
        } | Should -Be "$version with $($manifest.CmdletsToExport.Count) commands from $module"
    }

    It 'has the help of each command and its topics' {
        Invoke-WithPackage {
            Import-Module VideoGen
            Get-Command -Module VideoGen | Where-Object { -not (Get-Help $_.Name -Full).Description } | ForEach-Object { "$($_.Name) has no help" }
            if ((Get-Help about_VideoGen) -notmatch 'VideoGen') { 'about_VideoGen is missing' }
            "$((Get-Command -Module VideoGen).Count) commands"
        } | Should -Be "$($manifest.CmdletsToExport.Count) commands"
    }

    It 'has the formats' {
        Invoke-WithPackage {
            Import-Module VideoGen
            (Get-FormatData -TypeName VideoGen.*).Count -gt 3
        } | Should -Be True
    }

    It 'says what a job would do, and makes none' {
        $lines = Invoke-WithPackage { New-VideoJob 'A red balloon over the sea' -WhatIf; "$(@(Get-VideoJob).Count) jobs" }

        $lines[0] | Should -Match 'What if: .*balloon|What if: .*Local'
        $lines[-1] | Should -Be '0 jobs'
    }
}
