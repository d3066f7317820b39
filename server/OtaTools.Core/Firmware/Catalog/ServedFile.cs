using System.Security.Cryptography;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>A file in memory, shared by all downloads of it: what a board gets cannot change under it.</summary>
/// <param name="EntityTag">A strong ETag, in quotes: of the content, so that it holds across servers and restarts.</param>
/// <param name="Image">The app image that it is, or is a pack of; null for what comes beside an image.</param>
public sealed record ServedFile(ReadOnlyMemory<byte> Content, string EntityTag, DateTimeOffset LastModified, FirmwareImage? Image)
{
    internal static ServedFile Of(byte[] content, DateTimeOffset modified, FirmwareImage? image) =>
        new(content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"", modified, image);
}
