using OtaTools.Core.Firmware.Images;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Images;

internal static class Reading
{
    public static FirmwareImage Read(byte[] content) => Read(content, content.Length);

    /// <param name="length">The length that the file system tells.</param>
    public static FirmwareImage Read(byte[] content, long length) =>
        EspImageReader.ReadAsync(new MemoryStream(content), length, CancellationToken.None).Soon().GetAwaiter().GetResult();

    public static byte[] With(this byte[] content, int at, params byte[] bytes)
    {
        var changed = content.ToArray();
        bytes.CopyTo(changed, at);
        return changed;
    }
}
