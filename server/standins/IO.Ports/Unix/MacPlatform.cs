using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>Numbers from macOS's sys/termios.h, sys/ttycom.h, sys/filio.h and IOKit/serial/ioss.h. Reviewed, never run.</summary>
/// <remarks>
/// Its manual says that poll does not support devices. That is so of /dev/tty, not of the terminals themselves, which poll
/// has served through kqueue since long before the oldest macOS that .NET runs on; the package uses poll there as well.
/// </remarks>
internal sealed unsafe partial class MacPlatform : UnixPlatform
{
    private const nuint ParityCheck = 0x10; // INPCK
    private const nuint XOnOff = 0x200 | 0x400; // IXON, IXOFF
    private const nuint CharacterSize = 0x300; // CSIZE
    private const nuint TwoStopBits = 0x400; // CSTOPB
    private const nuint Receive = 0x800; // CREAD
    private const nuint ParityBit = 0x1000; // PARENB
    private const nuint ParityOdd = 0x2000; // PARODD
    private const nuint DropLinesOnClose = 0x4000; // HUPCL
    private const nuint IgnoreCarrier = 0x8000; // CLOCAL
    private const nuint RtsCts = 0x10000 | 0x20000; // CCTS_OFLOW, CRTS_IFLOW
    private const int MinimumBytes = 16; // VMIN
    private const int Now = 0; // TCSANOW
    private const nuint SetSpeed = 0x80085402; // IOSSIOSPEED
    private const nuint StartSpeed = 9600;

    public override int OpenFlags => 0x2 | 0x20000 | 0x4 | 0x1000000;

    public override int WouldBlock => 35;

    public override int FlushInput => 1;

    public override int FlushOutput => 2;

    public override nuint MakeExclusive => 0x2000740D;

    public override nuint GetLines => 0x4004746A;

    public override nuint SetLines => 0x8004746D;

    public override nuint RaiseLines => 0x8004746C;

    public override nuint DropLines => 0x8004746B;

    public override nuint StartBreak => 0x2000747B;

    public override nuint EndBreak => 0x2000747A;

    public override nuint InputCount => 0x4004667F;

    public override nuint OutputCount => 0x40047473;

    public override void Configure(SafeFileHandle terminal, PortSettings settings)
    {
        if (settings.Parity is Parity.Mark or Parity.Space)
            throw new IOException("macOS has neither mark nor space parity.");

        Termios termios;
        Libc.ThrowIfFailed(GetAttributes(terminal, &termios), "The device is no serial port");
        MakeRaw(&termios);
        var checksParity = settings.Parity != Parity.None;
        termios.InputFlags |= (checksParity ? ParityCheck : 0) | (settings.UsesXOnXOff ? XOnOff : 0);
        termios.ControlFlags = ControlFlags(settings);
        termios.ControlCharacters[MinimumBytes] = 1; // so that a read of 0 bytes means a hang-up
        termios.ControlCharacters[MinimumBytes + 1] = 0;

        // tcsetattr refuses speeds that POSIX does not know; the ioctl takes any, and must come after it.
        _ = SetTermiosSpeed(&termios, StartSpeed);
        Libc.ThrowIfFailed(SetAttributes(terminal, Now, &termios), "The port does not take the settings");
        var speed = (nuint)settings.BaudRate;
        if (Libc.Control(terminal, SetSpeed, &speed) < 0 && Marshal.GetLastPInvokeError() != Libc.NotATerminal)
            throw Libc.Failure("The port does not take the speed", Marshal.GetLastPInvokeError());
    }

    public override string[] FindPorts() =>
        [.. Directory.EnumerateFiles("/dev", "tty.*").Concat(Directory.EnumerateFiles("/dev", "cu.*")).Order(StringComparer.Ordinal)];

    private static nuint ControlFlags(PortSettings settings)
    {
        var dataBits = (nuint)(settings.DataBits - 5) << 8 & CharacterSize;
        var stopBits = settings.StopBits == StopBits.One ? 0 : TwoStopBits;
        var parity = settings.Parity switch
        {
            Parity.Odd => ParityBit | ParityOdd,
            Parity.Even => ParityBit,
            _ => (nuint)0,
        };
        return Receive | IgnoreCarrier | DropLinesOnClose | dataBits | stopBits | parity | (settings.UsesRts ? RtsCts : 0);
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(SafeFileHandle terminal, Termios* termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(SafeFileHandle terminal, int when, Termios* termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Termios* termios);

    [LibraryImport("libc", EntryPoint = "cfsetspeed")]
    private static partial int SetTermiosSpeed(Termios* termios, nuint speed);

    /// <remarks>72 bytes: tcflag_t and speed_t are 64-bit numbers there.</remarks>
    [StructLayout(LayoutKind.Sequential)]
    private struct Termios
    {
        public nuint InputFlags;
        public nuint OutputFlags;
        public nuint ControlFlags;
        public nuint LocalFlags;
        public CharacterArray ControlCharacters;
        public nuint InputSpeed;
        public nuint OutputSpeed;
    }

    [InlineArray(20)]
    private struct CharacterArray
    {
        private byte _first;
    }
}
