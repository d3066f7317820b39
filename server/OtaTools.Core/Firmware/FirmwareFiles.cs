using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware;

/// <summary>Firmware files on this computer.</summary>
public static class FirmwareFiles
{
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareUnreadable"/></exception>
    public static async Task<FirmwareImage> InspectAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: false);
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
}
