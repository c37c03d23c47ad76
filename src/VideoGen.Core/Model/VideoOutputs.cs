using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen;

/// <summary>The files of a job. Its text is one line for a result sheet: <c>2 files, 8.3 MB</c>.</summary>
[JsonConverter(typeof(VideoOutputsConverter))]
public sealed class VideoOutputs(IEnumerable<VideoOutput> outputs) : IReadOnlyList<VideoOutput>
{
    private readonly VideoOutput[] _outputs = [.. outputs];

    public static VideoOutputs None { get; } = new([]);

    public int Count => _outputs.Length;

    public VideoOutput this[int index] => _outputs[index];

    public IEnumerator<VideoOutput> GetEnumerator() => ((IEnumerable<VideoOutput>)_outputs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        if (_outputs.Length == 0)
        {
            return "";
        }

        string files = _outputs.Length == 1 ? "1 file" : $"{_outputs.Length} files";
        long? bytes = _outputs.Sum(output => output.Bytes);
        return _outputs.All(output => output.Bytes is not null) ? $"{files}, {DisplayText.Size(bytes)}" : files;
    }
}

/// <summary>Reads and writes the list as a plain JSON array.</summary>
public sealed class VideoOutputsConverter : JsonConverter<VideoOutputs>
{
    public override VideoOutputs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Journal.JournalJson.Default.VideoOutputArray) is { Length: > 0 } outputs ? new VideoOutputs(outputs) : VideoOutputs.None;

    public override void Write(Utf8JsonWriter writer, VideoOutputs value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value], Journal.JournalJson.Default.VideoOutputArray);
}
