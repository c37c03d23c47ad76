#Requires -Version 7.4
# What may be spent with a provider, in a real PowerShell, with services that are played.

BeforeAll {
    Import-Module "$PSScriptRoot/EmulatorProcess.psm1", "$PSScriptRoot/ChildShell.psm1" -Force
    $manifestPath = Convert-Path "$PSScriptRoot/../../out/VideoGen/VideoGen.psd1"
    Import-Module $manifestPath -Force
    $before = $env:VIDEOGEN_HOME
    $emulator = Start-Emulator
    $image = 'https://images.example/fox.png'

    function Get-ErrorId($Record) { ($Record.FullyQualifiedErrorId -split ',')[0] }

    # Rows of 5 s at 720p, which Akool's table has at 20 credits.
    function Get-Row([int] $Count) { 1..$Count | ForEach-Object { [pscustomobject]@{ Prompt = "shot $_"; Image = $image; Provider = 'Akool'; Duration = 5; Resolution = '720p' } } }
}

AfterAll {
    Stop-Emulator $emulator
    $env:VIDEOGEN_HOME = $before
}

Describe 'Budgets' {
    BeforeEach { $env:VIDEOGEN_HOME = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'are set, shown and removed' {
        $set = Set-VideoBudget akool -Per Day -Limit '500 credits' -Clips 20
        $null = Set-VideoBudget Akool Month 5000

        $set | Should -BeOfType VideoGen.VideoBudget
        $set.Provider, "$($set.Per)", $set.Limit, $set.Unit, $set.Clips, $set.Spent, $set.Left, $set.LeftClips | Should -Be 'Akool', 'Day', 500, 'credits', 20, 0, 500, 20
        $set.PeriodEnd.UtcDateTime | Should -Be ([datetime]::UtcNow.Date.AddDays(1))
        (Get-VideoBudget).Count | Should -Be 2
        (Get-VideoBudget ako* -Per Month).Limit | Should -Be 5000

        Get-VideoBudget -Per Day | Remove-VideoBudget | Should -BeNullOrEmpty
        "$((Get-VideoBudget Akool).Per)" | Should -Be 'Month'
        Remove-VideoBudget Akool
        Get-VideoBudget | Should -BeNullOrEmpty
        Remove-VideoBudget Akool -ErrorVariable gone -ErrorAction SilentlyContinue
        Get-ErrorId $gone[0] | Should -Be 'BudgetNotFound'
    }

    It 'keep rows back, over all sessions, and a rerun sends them when there is room' {
        $null = Set-VideoBudget Akool -Per Day -Limit '50 credits'
        $made = Get-MadeCount akool
        $jobs = Get-Row 3 | New-VideoJob -Batch b -ThrottleLimit 1 -ErrorVariable over -ErrorAction SilentlyContinue

        $jobs.Count | Should -Be 2
        Get-ErrorId $over[0] | Should -Be 'BudgetReached'
        $over[0].ErrorDetails.Message | Should -BeLike '*50 credits a day has 10 credits left, and this would cost 20 credits*'
        $over[0].ErrorDetails.RecommendedAction | Should -BeLike '*Set-VideoBudget Akool -Per Day*'
        (Get-MadeCount akool) - $made | Should -Be 2
        (Get-VideoJob).Count | Should -Be 2

        $jobs | Remove-VideoJob -JournalOnly -Force
        $other = Invoke-ChildShell {
            Import-Module $args[0]
            (Get-VideoBudget).Spent
            New-VideoJob other -Image $args[1] -Provider Akool -Duration 5 -Resolution 720p -ErrorVariable over -ErrorAction SilentlyContinue
            ($over[0].FullyQualifiedErrorId -split ',')[0]
        } $manifestPath $image
        $other | Should -Be '40', 'BudgetReached'

        $null = Set-VideoBudget Akool -Per Day -Limit 60
        (Get-Row 3 | New-VideoJob -Batch b -WarningAction SilentlyContinue).Count | Should -Be 1
        $budget = Get-VideoBudget Akool
        $budget.Spent, $budget.SpentClips, $budget.Left | Should -Be 60, 3, 0
    }

    It 'count a row of several clips as so many, together' {
        $null = Set-VideoBudget Akool -Per Day -Clips 4
        $made = Get-MadeCount akool
        $null = New-VideoJob 'a fox' -Image $image -Provider Akool -Count 3
        New-VideoJob 'a wolf' -Image $image -Provider Akool -Count 2 -ErrorVariable over -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $over | ForEach-Object { Get-ErrorId $_ } | Should -Be 'BudgetReached', 'BudgetReached'
        (Get-MadeCount akool) - $made | Should -Be 3
        (Get-VideoBudget).LeftClips | Should -Be 1
    }

    It 'count what came before them, and added sound' {
        $clip = New-VideoJob 'a fox' -Image $image -Provider Akool -Duration 5 -Resolution 720p | Wait-VideoJob
        $budget = Set-VideoBudget Akool -Per Month -Limit 20
        $budget.Spent, $budget.SpentClips | Should -Be 20, 1

        $clip | Add-VideoAudio -ErrorVariable over -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $over[0] | Should -Be 'BudgetReached'
        $null = Set-VideoBudget Akool -Per Month -Limit 100
        $null = $clip | Add-VideoAudio
        (Get-VideoBudget).SpentClips | Should -Be 2
    }

    It 'keep back what has no known price, unless that is allowed' {
        Set-VideoBudget Dafty Day '100 CU' -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
        "$warning" | Should -BeLike '*-AllowUnknownCost*'

        New-VideoJob 'a fox' -Image $image -Provider Dafty -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $refused[0] | Should -Be 'UnknownPrice'
    }

    It 'are told of in a plan, once' {
        $null = Set-VideoBudget Akool -Per Day -Limit 50
        $null = Get-Row 5 | Get-VideoPrice -WarningVariable plan -WarningAction SilentlyContinue
        Get-Row 5 | New-VideoJob -WhatIf -WarningVariable whatIf -WarningAction SilentlyContinue

        $plan.Count, $whatIf.Count | Should -Be 1, 1
        "$plan" | Should -BeLike "*goes over Akool's budget of 50 credits a day: 50 credits left*"
        (Get-VideoBudget).Spent | Should -Be 0
    }

    It 'refuse <Case> as <Id>' -ForEach @(
        @{ Case = 'no ceiling'; With = @{ Provider = 'Akool' }; Id = 'MissingValue' }
        @{ Case = 'another unit'; With = @{ Provider = 'Akool'; Limit = '5 USD' }; Id = 'InvalidParameterValue' }
        @{ Case = 'a cost of what is free'; With = @{ Provider = 'Local'; Limit = '5' }; Id = 'InvalidParameterValue' }
        @{ Case = 'a provider that is not'; With = @{ Provider = 'Akol'; Limit = '5' }; Id = 'UnknownProvider' }
    ) {
        Set-VideoBudget -Per Day @With -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ErrorId $refused[0] | Should -Be $Id
        $refused[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'are not changed by -WhatIf' {
        Set-VideoBudget Akool Day 5 -WhatIf | Should -BeNullOrEmpty
        Get-VideoBudget | Should -BeNullOrEmpty
        $null = Set-VideoBudget Akool Day 5
        Get-VideoBudget | Remove-VideoBudget -WhatIf
        (Get-VideoBudget).Limit | Should -Be 5
    }

    It 'stop their provider while they are damaged' {
        $null = Set-VideoBudget Akool Day 500
        Set-Content -LiteralPath (Join-Path $env:VIDEOGEN_HOME 'budgets/akool.day.json') -Value 'junk'
        Get-VideoBudget -ErrorVariable damaged -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-Row 1 | New-VideoJob -ErrorVariable stopped -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $damaged, $stopped | ForEach-Object { Get-ErrorId $_[0] } | Should -Be 'DamagedBudget', 'DamagedBudget'
        Remove-VideoBudget Akool -Per Day
        (Get-Row 1 | New-VideoJob).Provider | Should -Be 'Akool'
    }

    It 'fit 80 columns' {
        $null = Set-VideoBudget Akool Day '12345.67 credits' -Clips 1234
        $null = Set-VideoBudget Local Month -Clips 5
        $lines = (Get-VideoBudget | Out-String -Width 80).Trim() -split '\r?\n'
        $lines | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
        $lines -join "`n" | Should -BeLike '* 12345.67 *0 of 1234 0 of 12345.67 credits*0 of 5 -*'
        (TabExpansion2 'Set-VideoBudget ako' 19).CompletionMatches.CompletionText | Should -Be 'Akool'
    }
}
