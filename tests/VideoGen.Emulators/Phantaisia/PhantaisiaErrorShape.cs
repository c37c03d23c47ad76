namespace VideoGen.Emulators.Phantaisia;

/// <summary>Where an error has its code.</summary>
public enum PhantaisiaErrorShape
{
    /// <summary><c>{"error_code":…,"detail":"…"}</c>.</summary>
    BesideDetail,

    /// <summary><c>{"detail":{"error_code":…,"message":"…"}}</c>.</summary>
    InsideDetail,

    /// <summary>The message as plain text.</summary>
    Plain,
}
