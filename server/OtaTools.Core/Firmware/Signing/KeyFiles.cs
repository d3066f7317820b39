namespace OtaTools.Core.Firmware.Signing;

/// <summary>Keys in files: PEM, the private one for its owner's eyes only.</summary>
public static class KeyFiles
{
    public const string PrivateExtension = ".key", PublicExtension = ".pub";

    /// <summary>More is no key.</summary>
    private const int MostBytes = 64 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Writes NAME.key and NAME.pub; what is there is never touched.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyExists"/>, <see cref="ErrorCode.SigningKeyUnreadable"/></exception>
    public static (string Private, string Public) Write(string name, SigningKey key, string? passphrase)
    {
        string privatePath = name + PrivateExtension, publicPath = name + PublicExtension;
        foreach (var path in (string[])[privatePath, publicPath])
        {
            if (Path.Exists(path))
            {
                throw new OtaToolsException(ErrorCode.SigningKeyExists, Strings.KeyFileExists(path));
            }
        }

        Write(privatePath, key.ToPem(passphrase), ownerOnly: true);
        Write(publicPath, key.ToPublicPem(), ownerOnly: false);
        return (privatePath, publicPath);
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.SigningKeyUnreadable"/></exception>
    public static string Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? throw new OtaToolsException(ErrorCode.SigningKeyUnusable, Strings.KeyNotPrivate())
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(ErrorCode.SigningKeyUnreadable, File.Exists(path) ? Strings.FileUnreadable(path, e.Message) : Strings.FileMissing(path), e);
        }
    }

    /// <summary>Whether other users of this computer may read or change it, as far as the system tells (Windows is not asked).</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static void Write(string path, string text, bool ownerOnly)
    {
        try
        {
            AtomicFile.Write(path, text, ownerOnly, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(ErrorCode.SigningKeyUnreadable, Strings.FileNotWritten(path, e.Message), e);
        }
    }
}
