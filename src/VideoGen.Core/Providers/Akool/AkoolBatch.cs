using System.Text.Json;

namespace VideoGen.Providers.Akool;

/// <summary>Reads what became of a batch.</summary>
internal static class AkoolBatch
{
    /// <summary>
    /// One end a clip asked for: the clips of <c>successList</c> in their order, then the refusals of <c>errorList</c>. Neither list says
    /// which of the equal clips an item is, and none is told apart by anything but its id. Where the service says less than it was asked,
    /// the rest have neither a job nor a refusal: nobody knows whether they are made.
    /// </summary>
    /// <exception cref="VideoGenException"><c>InvalidResponse</c>: there are no lists at all.</exception>
    public static IReadOnlyList<BatchEnd> EndsOf(AkoolAnswer answer, int count)
    {
        if (AkoolAnswer.Read(answer.Data, AkoolAnswerJson.Default.AkoolBatchResult) is not { } result
            || (result.SuccessList.ValueKind != JsonValueKind.Array && result.ErrorList.ValueKind != JsonValueKind.Array))
        {
            throw answer.NotAsDocumented("has no list of clips");
        }

        var ends = new List<BatchEnd>();
        foreach (JsonElement made in Items(result.SuccessList))
        {
            ends.Add(new BatchEnd(AkoolSnapshots.Of(AkoolAnswer.Read(made, AkoolAnswerJson.Default.AkoolVideo), answer.Clean(made.GetRawText())), null));
        }

        foreach (JsonElement refused in Items(result.ErrorList))
        {
            ends.Add(new BatchEnd(null, answer.RefusalOf(refused)));
        }

        while (ends.Count < count)
        {
            ends.Add(new BatchEnd(null, null));
        }

        return ends.Count == count ? ends : ends[..count];
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}
