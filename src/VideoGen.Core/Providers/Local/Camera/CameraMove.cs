namespace VideoGen.Providers.Local;

/// <summary>
/// What a prompt asks the camera to do. Each number is an amount with a direction: 0 none, ±0.5 slow, ±1 ordinary, ±1.6 fast.
/// </summary>
internal sealed record CameraMove
{
    /// <summary>Positive closes in.</summary>
    public double Zoom { get; init; }

    /// <summary>Positive moves the camera to the right, so that the picture moves to the left.</summary>
    public double Pan { get; init; }

    /// <summary>Positive moves the camera up, so that the picture moves down.</summary>
    public double Tilt { get; init; }

    /// <summary>Positive turns the picture clockwise, as the viewer sees it.</summary>
    public double Turn { get; init; }

    /// <summary>The camera is asked to stand still.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The prompt says something of the camera.</summary>
    public bool IsAsked => IsStatic || Zoom != 0 || Pan != 0 || Tilt != 0 || Turn != 0;

    /// <summary>What a single image gets whose prompt does not speak of the camera: a push-in of a third of a zoom.</summary>
    public static CameraMove Gentle { get; } = new() { Zoom = 0.35 };

    public static CameraMove None { get; } = new() { IsStatic = true };
}
