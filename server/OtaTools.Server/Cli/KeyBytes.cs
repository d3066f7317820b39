using System.Text;

namespace OtaTools.Server.Cli;

/// <summary>What a VT100 terminal sends for a key.</summary>
internal static class KeyBytes
{
    /// <summary>Ctrl-], with which serial terminals are left.</summary>
    public const byte Leave = 0x1d;

    public static byte[] Of(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.UpArrow => "\u001b[A"u8.ToArray(),
        ConsoleKey.DownArrow => "\u001b[B"u8.ToArray(),
        ConsoleKey.RightArrow => "\u001b[C"u8.ToArray(),
        ConsoleKey.LeftArrow => "\u001b[D"u8.ToArray(),
        ConsoleKey.Home => "\u001b[H"u8.ToArray(),
        ConsoleKey.End => "\u001b[F"u8.ToArray(),
        ConsoleKey.Delete => "\u001b[3~"u8.ToArray(),
        ConsoleKey.Enter => "\r"u8.ToArray(),
        ConsoleKey.Backspace => [0x7f],
        _ => Encoding.UTF8.GetBytes([key.KeyChar]),
    };
}
