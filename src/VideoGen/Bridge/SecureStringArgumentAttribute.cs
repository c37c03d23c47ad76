using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Takes a plain string where a SecureString belongs; the command warns then. No message of it shows the value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureStringArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text when string.IsNullOrWhiteSpace(text) => throw new ArgumentTransformationMetadataException("The key or secret is empty."),
            string text => PlainTextMark.Put(text),
            PSCredential => throw new ArgumentTransformationMetadataException("A key is a SecureString; give a PSCredential as -Credential."),
            _ => inputData,
        };
}
