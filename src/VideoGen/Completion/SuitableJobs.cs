using VideoGen.Client;

namespace VideoGen.Cmdlets.Completion;

/// <summary>The jobs that a command has something to do with. The others are offered after them where they may have come to it since: a state on disk may be an old one.</summary>
internal static class SuitableJobs
{
    /// <summary>Whether the command can do anything with the job, now or later. What has ended stays so.</summary>
    public static bool Has(string command, GlancedJob glanced) =>
        command.ToUpperInvariant() is not ("WAIT-VIDEOJOB" or "STOP-VIDEOJOB") || !glanced.Job.Status.IsSettled();

    /// <summary>The smaller, the earlier in the menu.</summary>
    public static int Rank(string command, GlancedJob glanced)
    {
        VideoStatus status = glanced.Job.Status;
        return command.ToUpperInvariant() switch
        {
            "WAIT-VIDEOJOB" or "STOP-VIDEOJOB" => status.IsUnderWay() ? 0 : 1,
            "SAVE-VIDEOJOB" => status != VideoStatus.Completed ? 2 : glanced.IsSaved ? 1 : 0,
            "RESOLVE-VIDEOJOB" => status switch { VideoStatus.Unknown => 0, VideoStatus.Sending => 1, _ => 2 },
            "REMOVE-VIDEOJOB" => !status.IsSettled() ? 2 : status == VideoStatus.Completed && !glanced.IsSaved ? 1 : 0,
            "ADD-VIDEOAUDIO" => status == VideoStatus.Completed ? 0 : 1,
            "EXPORT-VIDEOGALLERY" => glanced.IsSaved ? 0 : 1,
            _ => 0,
        };
    }
}
