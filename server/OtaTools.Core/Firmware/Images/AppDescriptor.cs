namespace OtaTools.Core.Firmware.Images;

/// <summary>esp_app_desc_t (esp_app_desc.h), 256 bytes at 0x20 of an app image. MicroPython leaves version and project name empty.</summary>
internal sealed record AppDescriptor(string? IdfVersion, string? AppElfSha256)
{
    private const int IdfVersionOffset = 112, ElfHashOffset = 144, TextLength = 32, HashLength = 32;

    public static AppDescriptor Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ElfHashOffset + HashLength)
        {
            return new(null, null);
        }

        var version = FixedText.Read(bytes.Slice(IdfVersionOffset, TextLength));
        var hash = bytes.Slice(ElfHashOffset, HashLength);
        return new(version.Length == 0 ? null : version, hash.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(hash) : null);
    }
}
