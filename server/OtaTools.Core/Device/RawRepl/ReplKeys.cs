namespace OtaTools.Core.Device.RawRepl;

/// <summary>What MicroPython's REPL understands by control characters.</summary>
internal static class ReplKeys
{
    /// <summary>On an empty line: the raw REPL.</summary>
    public const byte CtrlA = 1;

    /// <summary>On an empty line: the friendly REPL, which greets.</summary>
    public const byte CtrlB = 2;

    /// <summary>Interrupts what runs; at a prompt it clears the line, and it ends every mode of typing.</summary>
    public const byte CtrlC = 3;

    /// <summary>Ends code or output; on an empty line it is a soft reset.</summary>
    public const byte CtrlD = 4;

    public static readonly byte[] RawBanner = "raw REPL; CTRL-B to exit\r\n>"u8.ToArray();
    public static readonly byte[] Greeting = "MicroPython"u8.ToArray();
    public static readonly byte[] Prompt = "\n>>> "u8.ToArray();
}
