using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace VideoGen.Hosting.Tests;

/// <summary>Commands in sessions without a console, a user or a pwsh.</summary>
[Collection(OneProcess.Name)]
public sealed class HostedCommandTests(HostedModule module)
{
    [Fact]
    public void GetVideoProvider_Hosted_ListsLocal()
    {
        Collection<PSObject> providers = HostedModule.Run("Get-VideoProvider");

        Assert.Contains(providers, provider => (string)provider.Properties["Name"].Value == "Local");
    }

    [Fact]
    public void NewVideoJob_WhatIf_MakesNothingAndWritesNoError()
    {
        Assert.Empty(HostedModule.Run("New-VideoJob 'only asked' -Name asked -WhatIf"));
        Assert.Empty(HostedModule.Run("Get-VideoJob -Name asked"));
    }

    [Fact]
    public void NewVideoJob_ConfirmWithNobodyThere_IsAnErrorAndMakesNothing()
    {
        using PowerShell session = HostedModule.NewSession("New-VideoJob 'asked' -Name confirmed -Confirm");

        Assert.Equal("CannotAsk", Id(Failure(session)));
        Assert.Empty(HostedModule.Run("Get-VideoJob -Name confirmed"));
    }

    [Fact]
    public void WaitVideoJob_NoSuchJob_IsAnErrorRecordAndTheSessionGoesOn()
    {
        using PowerShell session = HostedModule.NewSession("Wait-VideoJob -Id nosuchjob; 'went on'");

        Collection<PSObject> output = session.Invoke();

        ErrorRecord error = Assert.Single(session.Streams.Error);
        Assert.Equal("JobNotFound", Id(error));
        Assert.Contains("nosuchjob", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("went on", Assert.Single(output).BaseObject);
    }

    [Fact]
    public async Task Sessions_FourAtOnceInAPool_EachSeesTheSameJournal()
    {
        using RunspacePool pool = RunspaceFactory.CreateRunspacePool(HostedModule.NewState());
        _ = pool.SetMaxRunspaces(4);
        pool.Open();

        string[] names = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var session = PowerShell.Create();
            session.RunspacePool = pool;
            PSDataCollection<PSObject> output = await session.AddScript("(Get-VideoProvider).Name -join ' '").InvokeAsync();
            Assert.Empty(session.Streams.Error);
            return (string)Assert.Single(output).BaseObject;
        }));

        Assert.Contains("Local", Assert.Single(names.Distinct()), StringComparison.Ordinal);
    }

    [FFmpegFact]
    public void Pipeline_LocalJob_EndsAsAFile()
    {
        Collection<PSObject> files = HostedModule.Run(
            "param($Folder) New-VideoJob 'A red balloon' -Duration 1 -Resolution 360p | Wait-VideoJob -Timeout 120 | Save-VideoJob -Destination $Folder",
            ("Folder", Path.Combine(module.Root, "clips")));

        FileInfo clip = Assert.IsType<FileInfo>(Assert.Single(files).BaseObject);
        byte[] start = File.ReadAllBytes(clip.FullName)[..8];
        Assert.Equal("ftyp"u8.ToArray(), start[4..]);
    }

    /// <remarks>The pause between two looks at the job is longer than the test, so that only the stop can end the wait.</remarks>
    [FFmpegFact]
    public async Task Stop_WhileAJobIsWaitedFor_EndsTheSessionAndLeavesTheJob()
    {
        using PowerShell session = HostedModule.NewSession(
            "New-VideoJob 'A long film' -Name stopped -Duration 60 -Resolution 1080p -OutVariable job; 'waiting'; $job | Wait-VideoJob -Timeout 0 -PollInterval 3600");
        using var output = new PSDataCollection<PSObject>();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, added) =>
        {
            if (output[added.Index].BaseObject is "waiting")
            {
                waiting.SetResult();
            }
        };

        Task run = session.InvokeAsync<PSObject, PSObject>(null, output);
        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await session.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(10));

        _ = await Assert.ThrowsAsync<PipelineStoppedException>(() => run.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(PSInvocationState.Stopped, session.InvocationStateInfo.State);
        _ = Assert.Single(HostedModule.Run("Get-VideoJob -Name stopped"));
        _ = HostedModule.Run("Get-VideoJob -Name stopped | Stop-VideoJob");
    }

    private static ErrorRecord Failure(PowerShell session)
    {
        try
        {
            _ = session.Invoke();
            return Assert.Single(session.Streams.Error);
        }
        catch (RuntimeException exception)
        {
            return exception.ErrorRecord;
        }
    }

    private static string Id(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
