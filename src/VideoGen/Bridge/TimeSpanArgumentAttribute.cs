using System.Globalization;
using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>Reads a plain number as seconds, as PowerShell's own time-outs do; everything else is left to the engine.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeSpanArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        double? seconds = value switch
        {
            int or long or double or decimal or float or short or byte => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => null,
        };
        return seconds switch
        {
            null => inputData,
            >= 0 and < 1e9 => TimeSpan.FromSeconds(seconds.Value),
            _ => throw new ArgumentTransformationMetadataException("The time must be from 0 to 1,000,000,000 seconds."),
        };
    }
}
