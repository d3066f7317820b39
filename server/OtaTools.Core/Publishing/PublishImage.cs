using System.Security.Cryptography;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Publishing;

/// <summary>The image that is to be published, read once.</summary>
/// <param name="Board">As MicroPython names it; null where it does not.</param>
internal sealed record PublishImage(string FileName, byte[] Content, string Sha256, string Identity, int Chip, string ChipName, string Version, string? Board)
{
    /// <summary>A name of a version where the image tells none (device/RELEASES.md).</summary>
    private const string UnknownVersion = "unknown";

    /// <exception cref="OtaToolsException">No board should take it.</exception>
    public static async Task<PublishImage> ReadAsync(string path, bool force, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
        ImageGate.RequireUsable(image, name);
        if (!force && Verdict.Of(image, null).Findings is [{ Severity: Severity.Warning } worst, ..])
        {
            throw new OtaToolsException(ErrorCode.FirmwareNotAdvised, Strings.ImageNotAdvised(name, worst.Message)) { Finding = worst };
        }

        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return content.Length is > 0 and <= (int)ImagePayload.MostSize
                ? new(
                    name,
                    content,
                    Convert.ToHexStringLower(SHA256.HashData(content)),
                    ImageIdentity.ShortOf(content),
                    image.ChipId ?? 0,
                    image.Chip ?? "ESP32",
                    VersionOf(image.MicroPython),
                    image.MicroPython?.Board)
                : throw new OtaToolsException(ErrorCode.FirmwareUnusable, Strings.ImageUnusable(name, Strings.KindUnknown()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FirmwareUnreadable, Strings.FileUnreadable(path, e.Message), e);
        }
    }

    private static string VersionOf(MicroPythonInfo? micropython)
    {
        var plain = string.Concat((micropython?.Version ?? "").Where(ReleasePointer.IsPlain));
        return plain.Length == 0 ? UnknownVersion : plain.Length > ReleasePointer.MostVersion ? plain[..ReleasePointer.MostVersion] : plain;
    }
}
