using System.Globalization;
using System.Management.Automation.Host;

namespace VideoGen.Cmdlets;

/// <summary>A host without anybody at it: whatever asks in it fails at once instead of waiting for an answer that cannot come.</summary>
internal sealed class PromptlessHost(PSHost actual) : PSHost
{
    public override string Name => actual.Name;

    public override Version Version => actual.Version;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => actual.CurrentCulture;

    public override CultureInfo CurrentUICulture => actual.CurrentUICulture;

    public override PSHostUserInterface? UI => null;

    public override void EnterNestedPrompt()
    {
    }

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
