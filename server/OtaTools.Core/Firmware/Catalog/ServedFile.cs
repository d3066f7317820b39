using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>A file in memory, shared by all downloads of it: what a board gets cannot change under it.</summary>
/// <param name="Image">Null for what comes beside an image.</param>
/// <param name="EntityTag">A strong ETag, in quotes: of the content, so that it holds across servers and restarts.</param>
public sealed record ServedFile(ReadOnlyMemory<byte> Content, string EntityTag, DateTimeOffset LastModified, FirmwareImage? Image);
