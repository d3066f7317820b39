namespace OtaTools.PtyBridge;

/// <summary>A name that stays the same for a terminal whose number does not.</summary>
internal sealed class TerminalLink : IDisposable
{
    private readonly string path;

    private TerminalLink(string path) => this.path = path;

    public static TerminalLink Create(string path, string target)
    {
        if (new FileInfo(path).LinkTarget is not null)
            File.Delete(path);
        File.CreateSymbolicLink(path, target);
        return new TerminalLink(path);
    }

    public void Dispose() => File.Delete(path);
}
