using System.Text;
using System.Text.Json;
using VideoGen.Providers;

namespace VideoGen.Tests.Fuzz;

/// <summary>Says what is wrong with the end of an operation, by rules that know nothing of how providers read.</summary>
internal static class FuzzOracle
{
    /// <returns>Null where nothing is wrong.</returns>
    public static string? Judge(FuzzProfile profile, FuzzOperation operation, FuzzAnswer? billed, object? result, Exception? error) => error switch
    {
        null => JudgeResult(profile, billed, result),
        SubmissionRefusedException or NotSentException when !operation.IsBillable => "It is thrown by submissions only.",
        NotSentException when billed is not null => "It was sent.",
        SubmissionRefusedException when billed is { IsSuccess: true } && IsMade(profile, billed) => "It was made, and taken for refused.",
        VideoGenException when billed is not null && MadeId(profile, billed) is { } id => $"The id {id} is lost.",
        VideoGenException or SubmissionRefusedException or NotSentException => null,
        _ => "No exception of ours.",
    };

    // Three asterisks stand for a secret: a token was spoiled into something that is in the id too.
    private static string? JudgeResult(FuzzProfile profile, FuzzAnswer? billed, object? result) => result switch
    {
        JobSnapshot job when string.IsNullOrWhiteSpace(job.Id) => "A job without an id.",
        JobSnapshot job when billed is not null && MadeId(profile, billed) is { } id && job.Id != id && job.Id != id.Trim() && !job.Id.Contains("***", StringComparison.Ordinal) => $"The id {id} became {job.Id}.",
        IReadOnlyList<BatchEnd> ends when ends.Any(end => end.Job is { } job && string.IsNullOrWhiteSpace(job.Id)) => "A clip without an id.",
        IReadOnlyList<BatchEnd> ends when billed is not null && BatchIds(billed).Take(ends.Count).Except(ends.Select(end => end.Job?.Id)).FirstOrDefault() is { } lost => $"The id {lost} is lost.",
        IReadOnlyList<BatchEnd> ends when ends.Count != 3 => "Not one end a submission.",
        _ => null,
    };

    private static bool IsMade(FuzzProfile profile, FuzzAnswer billed) => MadeId(profile, billed) is not null || BatchIds(billed).Any();

    /// <summary>The id that anybody can read in a successful answer.</summary>
    private static string? MadeId(FuzzProfile profile, FuzzAnswer billed)
    {
        if (!billed.IsSuccess || Parse(billed.Body) is not { } root || IsErrorEnvelope(profile, root))
        {
            return null;
        }

        foreach (string name in profile.IdPath)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root))
            {
                return null;
            }
        }

        return Text(root);
    }

    private static IEnumerable<string> BatchIds(FuzzAnswer billed)
    {
        if (!billed.IsSuccess || Parse(billed.Body) is not { ValueKind: JsonValueKind.Object } root || IsRefusedByCode(root)
            || !root.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("successList", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("_id", out JsonElement id) ? Text(id) : null).OfType<string>();
    }

    /// <summary>Akool's answers are 200 always, and their code counts.</summary>
    private static bool IsErrorEnvelope(FuzzProfile profile, JsonElement root) => profile.Provider == "Akool" && IsRefusedByCode(root);

    private static bool IsRefusedByCode(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out JsonElement code) || code.GetRawText().Trim('"') != "1000";

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(element.GetString()) ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'), new JsonDocumentOptions { MaxDepth = 64 }).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
