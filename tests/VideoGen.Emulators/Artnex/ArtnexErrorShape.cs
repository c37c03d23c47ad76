namespace VideoGen.Emulators.Artnex;

/// <summary>Where an error has its code.</summary>
public enum ArtnexErrorShape
{
    /// <summary><c>{"success":false,"error":code,"message":…}</c>.</summary>
    Flat,

    /// <summary><c>{"error":{"code":…,"message":…}}</c>.</summary>
    Nested,

    /// <summary><c>{"code":…,"message":…}</c>.</summary>
    CodeAndMessage,
}
