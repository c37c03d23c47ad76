namespace VideoGen.Credentials;

/// <summary>
/// The file that <c>VIDEOGEN_&lt;PROVIDER&gt;_KEY_FILE</c> names. Who may read it is the business of whoever put it there: systemd
/// hands out files of root's group, container engines files that all may read in a place nobody else can enter.
/// </summary>
internal static class KeyFile
{
    /// <summary>The key.</summary>
    /// <param name="path">The value of the variable.</param>
    /// <param name="variable">Its name, for messages.</param>
    /// <exception cref="VideoGenException"><c>CredentialUnreadable</c>.</exception>
    public static string Read(string path, string variable)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            // The folder it would start at is that of the process, which in PowerShell is not the current location.
            throw CredentialErrors.BadKeyFile(variable, path, "a full path is needed");
        }

        string key;
        try
        {
            byte[] content = CredentialFile.Read(path) ?? throw CredentialErrors.BadKeyFile(variable, path, "there is no such file");
            key = CredentialFile.Decode(content);
            Array.Clear(content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CredentialErrors.BadKeyFile(variable, path, e.Message, e);
        }

        return CredentialText.Fault(key) is { } fault ? throw CredentialErrors.BadKeyFile(variable, path, $"it {fault}") : key.Trim();
    }
}
