using System.Security.Cryptography;
using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>An app image in memory, or a pack of one, shared by all downloads of it: what a board gets cannot change under it.</summary>
/// <param name="EntityTag">A strong ETag, in quotes: of the content, so that it holds across servers and restarts.</param>
public sealed record ServedFile(ReadOnlyMemory<byte> Content, string EntityTag, DateTimeOffset LastModified, FirmwareImage Image)
{
    internal static ServedFile Of(byte[] content, DateTimeOffset modified, FirmwareImage image) =>
        new(content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"", modified, image);
}
