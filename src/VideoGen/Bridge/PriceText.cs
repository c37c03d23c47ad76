namespace VideoGen.Cmdlets;

/// <summary>A price as part of a question.</summary>
internal static class PriceText
{
    public static string Of(VideoPrice price) => price switch
    {
        { IsKnown: false } => "price unknown",
        { Most: 0 } => "free",
        _ => $"price {price.Price}",
    };
}
