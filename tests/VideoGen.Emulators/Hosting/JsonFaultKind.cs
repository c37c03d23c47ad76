namespace VideoGen.Emulators.Hosting;

/// <summary>What is wrong with one place of a JSON body.</summary>
public enum JsonFaultKind
{
    /// <summary>The request does not say that it is JSON.</summary>
    MediaType,

    /// <summary>The text is no JSON, or more than one value.</summary>
    Syntax,

    /// <summary>A required member is not there.</summary>
    Missing,

    /// <summary>A value of another JSON type, null where it is not allowed included.</summary>
    Type,

    /// <summary>The right type, but not one of the words, or out of the range or the lengths.</summary>
    Value,

    /// <summary>A member the service does not know.</summary>
    Unknown,

    /// <summary>The same member twice; JSON parsers differ in which one they take.</summary>
    Duplicate,

    /// <summary>Members that exclude or need each other.</summary>
    Combination,
}
