using System.Text.Json;

namespace VideoGen.Journal;

/// <summary>Reads the job of an entry; see <see cref="EntryReader"/>.</summary>
internal static class EntryJob
{
    // Of thousands of jobs that are listed or waited for, each would have its own.
    private static string? _provider;
    private static string? _batch;
    private static string? _model;
    private static string? _unit;

    public static VideoJob Read(JsonElement job) => new()
    {
        Id = job.Text("id"u8),
        Key = job.RequiredText("key"u8),
        Provider = job.Text("provider"u8, ref _provider) ?? throw new FormatException(),
        Name = job.Text("name"u8),
        Batch = job.Text("batch"u8, ref _batch),
        Model = job.Text("model"u8, ref _model),
        Status = (VideoStatus)job.GetProperty("status"u8).Name(typeof(VideoStatus)),
        Progress = job.Number("progress"u8),
        Prompt = job.Text("prompt"u8),
        Duration = job.Number("duration"u8),
        CreatedAt = job.GetProperty("createdAt"u8).GetDateTimeOffset(),
        SubmittedAt = job.Time("submittedAt"u8),
        StartedAt = job.Time("startedAt"u8),
        CompletedAt = job.Time("completedAt"u8),
        ExpiresAt = job.Time("expiresAt"u8),
        Outputs = job.GetProperty("outputs"u8) is { } outputs && outputs.GetArrayLength() == 0 ? VideoOutputs.None : new VideoOutputs(outputs.EnumerateArray().Select(Output)),
        Cost = job.Member("cost"u8) is { } cost
            ? new VideoCost(cost.GetProperty("amount"u8).GetDecimal(), cost.Text("unit"u8, ref _unit) ?? throw new FormatException(), cost.GetProperty("charged"u8).GetBoolean())
            : null,
        Error = job.Member("error"u8) is { } error ? new JobError(error.RequiredText("code"u8), error.RequiredText("message"u8)) : null,
        File = job.Text("file"u8),
        Raw = job.Text("raw"u8),
    };

    private static VideoOutput Output(JsonElement output) => new()
    {
        Uri = output.Address("uri"u8),
        MediaType = output.Text("mediaType"u8),
        Bytes = output.LongNumber("bytes"u8),
        Sha256 = output.Text("sha256"u8),
        Width = output.Number("width"u8),
        Height = output.Number("height"u8),
        Seconds = output.Member("seconds"u8)?.GetDouble(),
        Thumbnail = output.Address("thumbnail"u8),
    };
}
