using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VideoGen.Client;
using VideoGen.Http;
using VideoGen.Journal;

namespace VideoGen.Tracing;

/// <summary>Writes one job's exchanges to a file that is safe to post in public.</summary>
internal sealed partial class TraceExport(ClientServices services)
{
    /// <exception cref="VideoGenException"><c>NoTrace</c>, <c>FileExists</c>, <c>DestinationNotWritable</c>, <c>TraceNotSafe</c>.</exception>
    public async Task<FileInfo> WriteAsync(VideoJob job, TraceExportOptions options, CancellationToken cancellationToken)
    {
        JournalEntry entry = await services.Journal.FindAsync(job.Key, cancellationToken).ConfigureAwait(false)
            ?? await services.Traces.FindRefusedAsync(job.Key, cancellationToken).ConfigureAwait(false)
            ?? throw new VideoGenException(VideoErrors.JobNotFound, $"The journal has no job '{DisplayText.OneLine(job.ToString(), 60)}'.") { Job = job };
        IReadOnlyList<TraceRecord> records = await services.Traces.ReadAsync(job.Key, cancellationToken).ConfigureAwait(false);
        if (records.Count == 0)
        {
            throw new VideoGenException(VideoErrors.NoTrace, $"There is no trace of {job.ShortId} ({job.Provider}).") { Job = job };
        }

        string text = Compose(entry, records, options);
        await SaveAsync(options.Path, text, options.Force, cancellationToken).ConfigureAwait(false);
        return new FileInfo(options.Path);
    }

    private string Compose(JournalEntry entry, IReadOnlyList<TraceRecord> records, TraceExportOptions options)
    {
        var secrets = new TraceSecrets();
        foreach (Secret secret in KnownSecrets.Of(services.Options.Catalog, services.Credentials, services.Options.ReadEnvironment))
        {
            _ = secrets.Add(secret);
        }

        // Once more over the lines: they come from the disk, and a key may be known now that was not when they were written.
        var clean = new TraceText(secrets);
        var privacy = new TracePrivacy(entry, services.Options.Home, options.IncludePrompt);
        var document = new TraceDocument(Cleaned(entry, clean), [.. records.Select(record => Cleaned(record, clean))], options);
        string text = privacy.Clean(document.Compose(services.Time.GetUtcNow()));
        text = Numbered(secrets.RemoveFrom(text));
        TraceCheck.ThrowIfFound(text, secrets.All);
        return text;
    }

    /// <summary>The tokens of the disk as short ones, in the order of their appearance.</summary>
    private static string Numbered(string text)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Tokens().Replace(text, token =>
        {
            _ = numbers.TryAdd(token.Value, numbers.Count + 1);
            return $"‹secret-{numbers[token.Value].ToString(CultureInfo.InvariantCulture)}›";
        });
    }

    private static TraceRecord Cleaned(TraceRecord record, TraceText clean) => record with
    {
        Address = record.Address is { } address ? clean.Secrets.RemoveFrom(address) : null,
        RequestHeaders = record.RequestHeaders?.ToDictionary(header => header.Key, header => clean.Secrets.RemoveFrom(header.Value)),
        AnswerHeaders = record.AnswerHeaders?.ToDictionary(header => header.Key, header => clean.Clean(header.Value)),
        RequestBody = record.RequestBody is { } request ? clean.Clean(request) : null,
        AnswerBody = record.AnswerBody is { } answer ? clean.Clean(answer) : null,
        Redirects = record.Redirects is { } redirects ? [.. redirects.Select(clean.Clean)] : null,
        Trouble = record.Trouble is { } trouble ? clean.Clean(trouble) : null,
    };

    private static JournalEntry Cleaned(JournalEntry entry, TraceText clean) => entry with
    {
        Job = entry.Job with
        {
            Error = entry.Job.Error is { } error ? new JobError(clean.Clean(error.Code), clean.Clean(error.Message)) : null,
            Prompt = entry.Job.Prompt is { } prompt ? clean.Clean(prompt) : null,
        },
    };

    private static async Task SaveAsync(string path, string text, bool force, CancellationToken cancellationToken)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                _ = Directory.CreateDirectory(folder);
            }

            var options = new FileStreamOptions { Mode = force ? FileMode.Create : FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
            var file = new FileStream(path, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            throw SaveErrors.Exists(path).WithRemedy("Use -Force to replace it, or another -Path.");
        }
        catch (Exception e) when (SaveErrors.From(e, path) is { } error)
        {
            throw error;
        }
    }

    [GeneratedRegex("‹secret:[0-9a-f]{6}›", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
