using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Packing;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Serving;

/// <summary>What a board is offered under a path that it may poll: an image, or a release pointer.</summary>
internal static class OfferedImage
{
    /// <param name="path">URL path of the file.</param>
    /// <returns>Null where it is neither.</returns>
    public static BoardOffer? Of(string path, ServedFile? file) =>
        file is null ? null
        : file.Image is { } image ? new(path, ImageIdentity.ShortOf(file.Content.Span), image.MicroPython?.Version)
        : path.EndsWith(ReleasePointer.Extension, StringComparison.Ordinal) ? OfPointer(path, file.Content.Span)
        : null;

    private static BoardOffer? OfPointer(string path, ReadOnlySpan<byte> file)
    {
        try
        {
            var pointer = ReleasePointer.Read(Manifest.Read(file).Payload);
            return new(path, pointer.Identity, pointer.Version);
        }
        catch (OtaToolsException)
        {
            return null; // boards say what is wrong with it
        }
    }
}
