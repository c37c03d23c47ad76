using System.Text;

namespace VideoGen.Cmdlets;

/// <summary>A request as the action of a question: what is made where, with the values that were filled in and the price.</summary>
internal static class RequestSummary
{
    public static string Of(VideoRequest request, VideoPrice price)
    {
        var text = new StringBuilder("Submit to ", capacity: 120).Append(request.Provider).Append(' ').Append(request.Model).Append(" (");
        if (request.Count is > 1 and { } count)
        {
            Add(text.Append(count), " clips");
        }

        if (request.Duration is { } seconds)
        {
            Add(text.Append(seconds), " s");
        }

        Add(text, request.Size ?? request.Resolution);
        Add(text, request.AspectRatio);
        if (request.Audio is not (null or AudioMode.Default))
        {
            Add(text.Append("audio "), request.Audio.Value.ToString());
        }

        if (request.Effect is { } effect)
        {
            Add(text.Append("effect "), DisplayText.OneLine(effect, 40));
        }

        Add(text, request.Premium is true ? "premium" : null);
        return text.Append(PriceText.Of(price)).Append(')').ToString();
    }

    private static void Add(StringBuilder text, string? part)
    {
        if (part is not null)
        {
            _ = text.Append(part).Append(", ");
        }
    }
}
