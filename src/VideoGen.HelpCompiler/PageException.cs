namespace VideoGen.Help;

/// <summary>A page that cannot be compiled. The message begins with its place, in the form that MSBuild and editors read.</summary>
public sealed class PageException(string file, int line, string message) : Exception($"{file}({line}): error HELP: {message}");
