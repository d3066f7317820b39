using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Packing;

namespace OtaTools.Core.Firmware;

/// <summary>Firmware files on this computer.</summary>
public static class FirmwareFiles
{
    /// <summary>What a file is by its beginning alone.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static async Task<FirmwareKind> ClassifyAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        var head = new byte[FirmwareClassifier.HeadLength];
        var count = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return FirmwareClassifier.Classify(head.AsSpan(0, count));
    }

    /// <summary>What an image would be known by on boards (<see cref="ImageIdentity"/>); null for a file that is none or cannot be read.</summary>
    internal static async Task<string?> IdentityOfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = Open(path);
            var head = new byte[ImageIdentity.HeadLength];
            return await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) == head.Length ? ImageIdentity.ShortOf(head) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnreadable"/></exception>
    public static async Task<FirmwareImage> InspectAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = Open(path);
            return await EspImageReader.ReadAsync(file, file.Length, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(
                ErrorCode.FirmwareUnreadable,
                File.Exists(path) ? Strings.FileUnreadable(path, e.Message) : Strings.FileMissing(path),
                e);
        }
    }

    /// <summary>Others may go on writing or replace the file meanwhile. A FIFO, which has no length either, is not opened: that would wait for a writer.</summary>
    private static Stream Open(string path) => new FileInfo(path) is { Exists: true, Length: 0 }
        ? Stream.Null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
}
