using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>A firmware file of a folder that is watched, as it was when it was last looked at.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Relative">Below the folder, with slashes.</param>
/// <param name="UrlPath">With a leading slash and escapes, as a board would ask for it.</param>
/// <param name="Image">What it is; null where it cannot be read, or is still arriving.</param>
/// <param name="Unreadable">Why it cannot be read, for a person; null where it could be.</param>
/// <param name="Length">Bytes.</param>
public sealed record CataloguedFile(string Path, string Relative, string UrlPath, FirmwareImage? Image, string? Unreadable, long Length)
{
    /// <summary>It is being written: what is there is no whole image yet, and nothing is to be said against it.</summary>
    public bool IsArriving { get; init; }
}
