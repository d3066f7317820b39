using System.Text;

namespace OtaTools.Core.Firmware.Images;

/// <summary>A text in a field of fixed length, up to its first zero byte.</summary>
internal static class FixedText
{
    /// <summary>It goes to people's eyes and terminals: bytes of a damaged one that are no text become question marks.</summary>
    public static string Read(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        var text = new StringBuilder(field.Length);
        foreach (var b in end < 0 ? field : field[..end])
        {
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        }

        return text.ToString();
    }
}
