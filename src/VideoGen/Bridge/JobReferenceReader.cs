using System.Collections;
using System.Management.Automation;

namespace VideoGen.Cmdlets;

/// <summary>
/// Reads a pipeline object as a job. By value only real strings are ids: a deserialised job would otherwise be taken by its
/// own text.
/// </summary>
internal static class JobReferenceReader
{
    /// <exception cref="VideoGenException"><c>NotAJob</c>.</exception>
    public static JobReference Read(PSObject? input)
    {
        object? value = input?.BaseObject;
        JobReference? reference = value switch
        {
            null => null,
            VideoJob job => new JobReference(job, job.Key, job.Id, job.Provider),
            string id when !string.IsNullOrWhiteSpace(id) => JobReference.Of(id),
            IDictionary members => FromMembers(name => Member(members, name)),
            PSCustomObject => FromMembers(name => input!.Properties[name]?.Value),
            _ => null,
        };
        return reference ?? throw new VideoGenException(
            VideoErrors.NotAJob, value is null ? "Nothing came down the pipeline where a job was expected." : $"A {value.GetType().Name} is no job.");
    }

    private static JobReference? FromMembers(Func<string, object?> member)
    {
        string? key = Text(member("Key"));
        string? id = Text(member("Id"));
        string? provider = Text(member("Provider"));
        return key is null && id is null ? null : new JobReference(null, key, id, provider);
    }

    private static object? Member(IDictionary members, string name) =>
        members.Keys.OfType<string>().FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } key ? members[key] : null;

    private static string? Text(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is string text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
