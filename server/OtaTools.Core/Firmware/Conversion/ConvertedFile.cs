namespace OtaTools.Core.Firmware.Conversion;

/// <summary>A file that came out of another one.</summary>
internal static class ConvertedFile
{
    /// <summary>Writes it as a whole or not at all. What is there and different is replaced only where that was asked for.</summary>
    /// <returns>False where it was there already, byte for byte.</returns>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareFileExists"/>, <see cref="ErrorCode.FirmwareNotWritten"/></exception>
    public static async Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> content, string source, bool overwrite, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new OtaToolsException(ErrorCode.FirmwareNotWritten, Strings.ConversionIntoFolder(path));
            }

            if (IsSame(path, source))
            {
                throw new OtaToolsException(ErrorCode.FirmwareNotWritten, Strings.ConversionOntoItself(path));
            }

            if (File.Exists(path) && await HasContentAsync(path, content, cancellationToken))
            {
                return false;
            }

            if (File.Exists(path) && !overwrite)
            {
                throw Exists(path);
            }

            cancellationToken.ThrowIfCancellationRequested();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, content.Span, ownerOnly: false, overwrite);
            return true;
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw Exists(path); // written by somebody else in between
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotWritten, Strings.FileNotWritten(path, e.Message), e);
        }
    }

    private static OtaToolsException Exists(string path) => new(ErrorCode.FirmwareFileExists, Strings.ConversionFileExists(path));

    private static async Task<bool> HasContentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length != content.Length)
        {
            return false;
        }

        var there = await File.ReadAllBytesAsync(path, cancellationToken);
        return there.AsSpan().SequenceEqual(content.Span);
    }

    /// <summary>Linked or spelt in another case: the worst that comes of a mistake here is a refusal.</summary>
    private static bool IsSame(string path, string source) =>
        string.Equals(Final(path), Final(source), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Final(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path) : Path.GetFullPath(path);
}
