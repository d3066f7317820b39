using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>An app image in memory, shared by all downloads of it: what a board gets cannot change under it.</summary>
/// <param name="EntityTag">A strong ETag, in quotes: of the content, so that it holds across servers and restarts.</param>
public sealed record ServedFile(ReadOnlyMemory<byte> Content, string EntityTag, DateTimeOffset LastModified, FirmwareImage Image);
