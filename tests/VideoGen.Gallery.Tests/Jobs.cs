namespace VideoGen.Gallery.Tests;

/// <summary>Jobs that the journal does not have: the page shows them as they are given.</summary>
internal static class Jobs
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static VideoJob Of(int number, string? file = null) => new()
    {
        Key = $"key{number:d5}abcdefgh",
        Id = $"job-{number}",
        Provider = "Akool",
        Model = "model-a",
        Name = $"shot-{number}",
        Prompt = $"Prompt number {number}",
        Status = file is null ? VideoStatus.Running : VideoStatus.Completed,
        Duration = (int)GalleryBrowser.ClipSeconds,
        CreatedAt = Start.AddMinutes(number),
        File = file,
    };

    /// <summary>Clips of several services, two of one name and two of one prompt, and jobs that have none.</summary>
    public static VideoJob[] Batch(string clip) =>
    [
        Of(1, clip) with { Name = "valley", Prompt = "Morning light", Cost = new VideoCost(40, "credits", true) },
        Of(2, clip) with { Name = "valley", Prompt = "Evening light", Provider = "Phaseo", Model = "veo", Cost = new VideoCost(0.45m, "USD", true), Duration = 5 },
        Of(3, clip) with { Name = "lake 10", Prompt = "Tilt up over the lake", Cost = new VideoCost(20, "credits", false) },
        Of(4, clip) with { Name = "lake 9", Prompt = "tilt up over the lake", Provider = "Dafty", Model = "seedance" },
        Of(5, clip) with { Name = "alone", Prompt = "Nothing like the others" },
        Of(6) with { Name = "refused", Status = VideoStatus.Failed, Batch = "trailer", Error = new JobError("content", "A real person at https://cdn.example/x?Signature=abc") },
        Of(7) with { Name = "lost", Status = VideoStatus.Unknown },
        Of(8) with { Name = "under way", Progress = 62 },
        Of(9) with { Name = "waiting", Status = VideoStatus.Completed },
    ];
}
