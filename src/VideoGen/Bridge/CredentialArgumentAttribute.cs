using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Takes a user name where a PSCredential belongs and asks for the rest, as PowerShell's own attribute does, where somebody can answer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CredentialArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null || (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is PSCredential)
        {
            return inputData!;
        }

        return Interactivity.CanAsk(engineIntrinsics.Host)
            ? new CredentialAttribute().Transform(engineIntrinsics, inputData)
            : throw new ArgumentTransformationMetadataException("It takes a PSCredential, such as [pscredential]::new($id, $secret); this session has nobody to ask for the secret.");
    }
}
