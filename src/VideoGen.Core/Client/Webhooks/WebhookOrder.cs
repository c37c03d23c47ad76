using VideoGen.Providers;

namespace VideoGen.Client;

/// <summary>Reports overtake each other on their way. Pure.</summary>
internal static class WebhookOrder
{
    /// <summary>Whether a report may say something that is not known. The end always counts: links in it may be fresh.</summary>
    public static bool IsNews(VideoJob known, JobSnapshot told)
    {
        if (told.Status.IsSettled())
        {
            return true;
        }

        bool isBack = known.Status == VideoStatus.Running && told.Status == VideoStatus.Queued;
        return !known.Status.IsSettled() && !isBack && !(told.Progress < known.Progress);
    }
}
