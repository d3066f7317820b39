using System.Text;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// What a board said while somebody tried to get in, line by line as it came. It remembers signs, not text: what a board
/// may print without end costs no memory.
/// </summary>
internal sealed class EntryEvidence
{
    private const int Remembered = 1024;
    private const int LongestLine = 240;

    private readonly StringBuilder line = new();
    private int prompts;
    private int interrupts;

    /// <summary>The last bytes.</summary>
    public byte[] Tail { get; private set; } = [];

    /// <summary>How often the chip has started.</summary>
    public int Starts { get; private set; }

    /// <summary>The ROM's name for the cause of the last start, such as DEEPSLEEP_RESET.</summary>
    public string LastReset { get; private set; } = "";

    /// <summary>The last start ended in the ROM's bootloader.</summary>
    public bool InDownloadMode { get; private set; }

    public bool IsMicroPython { get; private set; }

    /// <summary>Another firmware of Espressif's framework, or a modem: readable, and never MicroPython.</summary>
    public bool IsOtherFirmware { get; private set; }

    /// <summary>What we sent came back.</summary>
    public bool IsEcho { get; private set; }

    /// <summary>The image that runs is on trial: any reset takes it back.</summary>
    public bool IsOnTrial { get; private set; }

    /// <summary>The last line that told of a crash or of a weak supply; null where there was none.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The board was at a prompt, or is at one.</summary>
    public int Prompts => prompts + (line.Equals(">>> ") ? 1 : 0);

    /// <summary>Signs that a Ctrl-C has had its effect.</summary>
    public int Reactions => Prompts + interrupts;

    /// <summary>Whether the image that runs is on trial may have been said long ago.</summary>
    public void RecallTrial(byte[]? console)
    {
        var before = new EntryEvidence();
        before.Add(console);
        IsOnTrial |= before.IsOnTrial;
    }

    /// <summary>The board was reset on purpose: what it said of its state no longer holds.</summary>
    public void ExpectStart()
    {
        EndLine();
        InDownloadMode = false;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var joined = (byte[])[.. Tail, .. bytes[Math.Max(0, bytes.Length - Remembered)..]];
        Tail = joined[Math.Max(0, joined.Length - Remembered)..];
        foreach (var b in bytes)
        {
            if (b is (byte)'\r' or (byte)'\n')
            {
                EndLine();
                continue;
            }

            if (line.Length == LongestLine)
            {
                EndLine();
            }

            line.Append((char)b);
        }
    }

    private void EndLine()
    {
        var text = line.ToString();
        line.Clear();
        if (text.Length == 0)
        {
            return;
        }

        if (EntrySigns.ResetCause(text) is { } cause)
        {
            Starts++;
            LastReset = cause;
            IsOnTrial = false;
            InDownloadMode = false;
        }

        prompts += EntrySigns.IsPrompt(text) ? 1 : 0;
        interrupts += EntrySigns.IsInterrupt(text) ? 1 : 0;
        InDownloadMode |= EntrySigns.IsDownloadMode(text);
        IsMicroPython |= EntrySigns.IsMicroPython(text);
        IsOtherFirmware |= EntrySigns.IsOtherFirmware(text);
        IsEcho |= EntrySigns.IsEcho(text);
        IsOnTrial |= EntrySigns.IsOnTrial(text);
        Trouble = EntrySigns.IsTrouble(text) ? text : Trouble;
    }
}
