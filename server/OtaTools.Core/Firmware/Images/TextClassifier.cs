using System.Text;
using System.Text.Unicode;

namespace OtaTools.Core.Firmware.Images;

/// <summary>Texts that were saved or built beside firmware: web pages, linker's maps, messages, in the encodings that people have.</summary>
internal static class TextClassifier
{
    /// <summary>A page of text says enough.</summary>
    private const int Looked = 4096;

    private static readonly string[] MapMarks = ["Archive member included", "Linker script and memory map", "Memory Configuration"];

    /// <returns>Null for what is not text.</returns>
    public static FirmwareKind? Classify(ReadOnlySpan<byte> head)
    {
        var page = head[..Math.Min(head.Length, Looked)];
        if (TextOf(page) is not { } text)
        {
            return null;
        }

        return text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<") ? FirmwareKind.WebPage
            : MapMarks.Any(mark => text.Contains(mark, StringComparison.Ordinal)) ? FirmwareKind.Map
            : FirmwareKind.Text;
    }

    private static string? TextOf(ReadOnlySpan<byte> page) => page switch
    {
        [0xFF, 0xFE, ..] => OrNull(Encoding.Unicode.GetString(page)),
        [0xFE, 0xFF, ..] => OrNull(Encoding.BigEndianUnicode.GetString(page)),
        _ when HasControls(page) => null,
        _ when IsUtf8(page) || IsShiftJis(page) || IsMostlyAscii(page) => Encoding.UTF8.GetString(page),
        _ => null,
    };

    /// <summary>UTF-16 of anything but text has controls and halves of pairs in it.</summary>
    private static string? OrNull(string text) => text.Any(c => (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f')) || c == '\uFFFD') ? null : text;

    private static bool HasControls(ReadOnlySpan<byte> page)
    {
        foreach (var b in page)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last character may be cut.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> page)
    {
        for (var cut = 0; cut < 4 && cut < page.Length; cut++)
        {
            if (Utf8.IsValid(page[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsShiftJis(ReadOnlySpan<byte> page)
    {
        for (var at = 0; at < page.Length; at++)
        {
            if (page[at] is < 0x80 or (>= 0xA1 and <= 0xDF))
            {
                continue;
            }

            if (page[at] is not ((>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)))
            {
                return false;
            }

            if (++at < page.Length && page[at] is not ((>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Western text in an encoding of one byte a letter.</summary>
    private static bool IsMostlyAscii(ReadOnlySpan<byte> page)
    {
        var ascii = 0;
        foreach (var b in page)
        {
            ascii += b < 0x80 ? 1 : 0;
        }

        return ascii * 10L >= page.Length * 7L;
    }
}
