using System.Text;
using System.Text.RegularExpressions;

namespace OtaTools.Core.Tests.Device.RawRepl;

public enum RawPasteSupport
{
    Yes,

    /// <summary>Understood, and said not to be there: R 0.</summary>
    Refused,

    /// <summary>Firmware from before raw-paste: the banner again.</summary>
    Unknown,
}

/// <summary>
/// The REPL of a MicroPython board as a pure machine, byte in, bytes out, after shared/runtime/pyexec.c. It keeps account
/// of raw-paste credit, and notices a host that sends more than it was granted.
/// </summary>
internal sealed partial class FakeBoard
{
    public const string Banner = "raw REPL; CTRL-B to exit\r\n>";
    public const string Prompt = "\r\nMicroPython v1.26.0 on 2025-08-09; Generic ESP32 module with ESP32\r\n>>> ";

    public const string RomStart = "ets Jul 29 2019 12:21:46\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n";
    public const string RomDownload = "rst:0x1 (POWERON_RESET),boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))\r\nwaiting for download\r\n";

    private readonly List<byte> line = [];
    private int credit;
    private int transferred;
    private bool gaveUp;
    private int swallowing;
    private int deafness;

    public enum Mode
    {
        Friendly,
        Raw,
        AskedForRawPaste,
        RawPaste,

        /// <summary>Code that the host started.</summary>
        Running,

        /// <summary>A program that runs by itself, such as main.py.</summary>
        OwnProgram,

        /// <summary>boot.py, and main.py up to its first try: a Ctrl-C gets through.</summary>
        Starting,

        Paste,

        /// <summary>The ROM's bootloader, which hears no REPL.</summary>
        Rom,
    }

    public Mode State { get; set; } = Mode.Friendly;

    public Action<byte[]> Output { get; set; } = _ => { };

    public RawPasteSupport RawPaste { get; init; }

    public int Window { get; init; } = 128;

    /// <summary>Windows granted at the beginning: two by the documentation, one by a stingy board.</summary>
    public int FirstWindows { get; init; } = 2;

    /// <summary>Bytes of a raw-paste transfer after which the board has no memory left.</summary>
    public int? GivesUpAfter { get; set; }

    /// <summary>How often Ctrl-C is swallowed before its own program ends.</summary>
    public int SwallowedInterrupts { get; set; }

    /// <summary>What its own program prints for a Ctrl-C that it swallows.</summary>
    public string OnSwallowed { get; init; } = "";

    /// <summary>Ctrl-C that a start does not hear before it hears one.</summary>
    public int DeafAtStart { get; init; }

    /// <summary>At its friendly prompt it does not know Ctrl-A, as with a REPL that is in the way of the real one.</summary>
    public bool HasNoRawRepl { get; set; }

    /// <summary>Says that it waits for a download after each reset.</summary>
    public bool IsStrapped { get; init; }

    public int SoftResets { get; private set; }

    /// <summary>Ctrl-A that are answered by a banner out of some buffer, and not heard.</summary>
    public int StaleBanners { get; set; }

    /// <summary>Bytes behind a Ctrl-C that the code which it stops has read before it stops.</summary>
    public int SwallowedBehindInterrupt { get; set; }

    /// <summary>Hears nothing, as in the ROM.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>What code prints and raises; null for code that runs until it is interrupted.</summary>
    public Func<string, (string Output, string Error)?> Run { get; set; } = _ => ("", "");

    public List<string> Executed { get; } = [];

    public int RawPasteRequests { get; private set; }

    public bool Overran { get; private set; }

    public void Print(string text) => Output(Encoding.UTF8.GetBytes(text));

    /// <summary>The EN pin.</summary>
    public void Reset()
    {
        line.Clear();
        (IsDeaf, State, deafness) = (false, IsStrapped ? Mode.Rom : Mode.Starting, DeafAtStart);
        Print(IsStrapped ? RomDownload : RomStart);
    }

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (!IsDeaf && --swallowing < 0)
            {
                Receive(b);
            }
        }
    }

    private void Receive(byte b)
    {
        switch (State)
        {
            case Mode.OwnProgram when b == 3 && SwallowedInterrupts-- <= 0:
                State = Mode.Friendly;
                Print("Traceback (most recent call last):\r\nKeyboardInterrupt: \r\n>>> ");
                break;
            case Mode.OwnProgram when b == 3:
                Print(OnSwallowed);
                break;
            case Mode.Starting when b == 3 && --deafness < 0:
                State = Mode.Friendly;
                Print("Traceback (most recent call last):\r\nKeyboardInterrupt: \r\n>>> ");
                break;
            case Mode.Paste when b == 3:
                line.Clear();
                State = Mode.Friendly;
                Print("\r\n>>> ");
                break;
            case Mode.Friendly:
                AtPrompt(b);
                break;
            case Mode.Raw:
                AtRawPrompt(b);
                break;
            case Mode.AskedForRawPaste:
                line.Add(b);
                if (line.Count == 2)
                {
                    AnswerRawPaste();
                }

                break;
            case Mode.RawPaste:
                InRawPaste(b);
                break;
            case Mode.Running when b == 3:
                State = Mode.Raw;
                swallowing = SwallowedBehindInterrupt;
                Print("\u0004Traceback (most recent call last):\r\nKeyboardInterrupt: \r\n\u0004>");
                break;
        }
    }

    private void AtPrompt(byte b)
    {
        switch (b)
        {
            case 1 when line.Count == 0 && StaleBanners-- > 0:
                Print("\r\n" + Banner);
                break;
            case 1 when line.Count == 0 && !HasNoRawRepl:
                State = Mode.Raw;
                Print("\r\n" + Banner);
                break;
            case 2 when line.Count == 0:
                Print(Prompt);
                break;
            case 4 when line.Count == 0:
                (SoftResets, State, deafness, HasNoRawRepl) = (SoftResets + 1, Mode.Starting, DeafAtStart, false);
                Print("\r\nMPY: soft reboot\r\n");
                break;
            case 5 when line.Count == 0:
                State = Mode.Paste;
                Print("\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
                break;
            case 3 or (byte)'\r':
                line.Clear();
                Print("\r\n>>> ");
                break;
            case >= 32:
                line.Add(b);
                Print(((char)b).ToString()); // the echo
                break;
        }
    }

    private void AtRawPrompt(byte b)
    {
        switch (b)
        {
            case 1:
                line.Clear();
                Print(Banner);
                break;
            case 2:
                line.Clear();
                State = Mode.Friendly;
                Print(Prompt);
                break;
            case 3:
                line.Clear();
                break;
            case 4:
                Print("OK");
                Execute();
                break;
            case 5 when line.Count == 0:
                RawPasteRequests++;
                State = Mode.AskedForRawPaste;
                break;
            default:
                line.Add(b);
                break;
        }
    }

    private void AnswerRawPaste()
    {
        line.Clear();
        State = RawPaste == RawPasteSupport.Yes ? Mode.RawPaste : Mode.Raw;
        (credit, transferred, gaveUp) = (Window * FirstWindows, 0, false);
        Output(RawPaste switch
        {
            RawPasteSupport.Yes => [(byte)'R', 1, (byte)Window, (byte)(Window >> 8), .. FirstWindows == 2 ? "\u0001"u8 : ""u8],
            RawPasteSupport.Refused => "R\0>"u8.ToArray(),
            _ => Encoding.ASCII.GetBytes(Banner),
        });
    }

    private void InRawPaste(byte b)
    {
        if (b == 3)
        {
            line.Clear();
            State = Mode.Raw;
            Print("\u0004\u0004KeyboardInterrupt: \r\n\u0004>");
            return;
        }

        if (b == 4)
        {
            if (gaveUp)
            {
                line.Clear();
                State = Mode.Raw;
                Print("\u0004MemoryError: memory allocation failed\r\n\u0004>");
                return;
            }

            Print("\u0004");
            Execute();
            return;
        }

        Overran |= credit == 0 && !gaveUp;
        credit--;
        line.Add(b);
        if (++transferred == GivesUpAfter)
        {
            gaveUp = true;
            Print("\u0004");
        }
        else if (credit == Window * (FirstWindows - 1) && !gaveUp)
        {
            credit += Window;
            Print("\u0001");
        }
    }

    private void Execute()
    {
        var code = Encoding.UTF8.GetString([.. line]);
        line.Clear();
        Executed.Add(code);
        var nonce = Nonce().Match(code);
        if ((nonce.Success ? (nonce.Groups[1].Value + "\r\n", "") : Run(code)) is not { } result)
        {
            State = Mode.Running;
            return;
        }

        State = Mode.Raw;
        Print($"{result.Output}\u0004{result.Error}\u0004>");
    }

    [GeneratedRegex(@"^print\((\d{6})\)$")]
    private static partial Regex Nonce();
}
