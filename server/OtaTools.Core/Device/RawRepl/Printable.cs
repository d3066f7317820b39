using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>Bytes as a person can read them in a message.</summary>
internal static class Printable
{
    /// <summary>The last bytes as text, control characters as \x1b, at most <paramref name="limit"/> bytes of them.</summary>
    public static string Tail(ReadOnlySpan<byte> bytes, int limit = 120)
    {
        var tail = bytes[Math.Max(0, bytes.Length - limit)..];
        var text = new StringBuilder(tail.Length);
        foreach (var c in Encoding.UTF8.GetString(tail))
        {
            _ = c switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                < ' ' or '\x7f' => text.Append($"\\x{(int)c:x2}"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }
}
