namespace VideoGen.Emulators.Hosting;

/// <summary>One thing wrong with a JSON body.</summary>
/// <param name="Path">Of the value, such as <c>input_references[1].role</c>; empty for the whole body.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">In words, without the path.</param>
public sealed record JsonFault(string Path, JsonFaultKind Kind, string Message);
