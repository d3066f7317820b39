using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog.Listing;

/// <summary>What a file of a folder is.</summary>
internal static class FirmwareLook
{
    /// <returns>Null for what is no firmware and does not say that it is, and for what is no longer there.</returns>
    public static async Task<CataloguedFile?> AtAsync(FirmwareFolder folder, string path, FileStamp stamp, CancellationToken cancellationToken)
    {
        var relative = Path.GetRelativePath(folder.Root, path).Replace(Path.DirectorySeparatorChar, '/');
        var file = new CataloguedFile(path, relative, "/" + string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)), null, null, stamp.Length);
        try
        {
            var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
            return IsFirmware(image.Kind) || FirmwareNames.Promises(path) ? file with { Image = image, Length = image.Length } : null;
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.FirmwareUnreadable)
        {
            return File.Exists(path) ? file with { Unreadable = e.Message } : null;
        }
    }

    private static bool IsFirmware(FirmwareKind kind) => kind is not (FirmwareKind.Unknown or FirmwareKind.Text or FirmwareKind.Map);
}
