using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>Numbers from Linux's asm-generic headers: x64, arm, arm64, riscv64 (not mips, ppc, sparc).</summary>
internal sealed unsafe class LinuxPlatform : UnixPlatform
{
    private const nuint GetTermios2 = 0x802C542A;
    private const nuint SetTermios2 = 0x402C542B;

    private const uint ParityCheck = 0x10; // INPCK
    private const uint XOnOff = 0x400 | 0x1000; // IXON, IXOFF
    private const uint TwoStopBits = 0x40; // CSTOPB
    private const uint Receive = 0x80; // CREAD
    private const uint ParityBit = 0x100; // PARENB
    private const uint ParityOdd = 0x200; // PARODD
    private const uint DropLinesOnClose = 0x400; // HUPCL
    private const uint IgnoreCarrier = 0x800; // CLOCAL
    private const uint SpeedAsNumber = 0x1000; // BOTHER
    private const uint StickyParity = 0x40000000; // CMSPAR
    private const uint RtsCts = 0x80000000; // CRTSCTS
    private const int MinimumBytes = 6; // VMIN

    public override int OpenFlags => 0x2 | 0x100 | 0x800 | 0x80000;

    public override int WouldBlock => 11;

    public override int FlushInput => 0;

    public override int FlushOutput => 1;

    public override nuint MakeExclusive => 0x540C;

    public override nuint GetLines => 0x5415;

    public override nuint SetLines => 0x5418;

    public override nuint RaiseLines => 0x5416;

    public override nuint DropLines => 0x5417;

    public override nuint StartBreak => 0x5427;

    public override nuint EndBreak => 0x5428;

    public override nuint InputCount => 0x541B;

    public override nuint OutputCount => 0x5411;

    public override void Configure(SafeFileHandle terminal, PortSettings settings)
    {
        Termios2 termios;
        Libc.ThrowIfFailed(Libc.Control(terminal, GetTermios2, &termios), "The device is no serial port");

        var checksParity = settings.Parity != Parity.None;
        termios.InputFlags = (checksParity ? ParityCheck : 0) | (settings.UsesXOnXOff ? XOnOff : 0);
        termios.OutputFlags = 0;
        termios.LocalFlags = 0;
        termios.ControlFlags = ControlFlags(settings);
        termios.InputSpeed = (uint)settings.BaudRate;
        termios.OutputSpeed = (uint)settings.BaudRate;
        termios.ControlCharacters[MinimumBytes] = 1; // so that a read of 0 bytes means a hang-up
        termios.ControlCharacters[MinimumBytes - 1] = 0;
        Libc.ThrowIfFailed(Libc.Control(terminal, SetTermios2, &termios), "The port does not take the settings");
    }

    public override string[] FindPorts() => LinuxPortNames.Find("/dev", "/sys/class/tty");

    private static uint ControlFlags(PortSettings settings)
    {
        var dataBits = (uint)(settings.DataBits - 5) << 4;
        var stopBits = settings.StopBits == StopBits.One ? 0 : TwoStopBits;
        var parity = settings.Parity switch
        {
            Parity.Odd => ParityBit | ParityOdd,
            Parity.Even => ParityBit,
            Parity.Mark => ParityBit | ParityOdd | StickyParity,
            Parity.Space => ParityBit | StickyParity,
            _ => 0u,
        };
        return Receive | IgnoreCarrier | DropLinesOnClose | SpeedAsNumber | dataBits | stopBits | parity | (settings.UsesRts ? RtsCts : 0);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Termios2
    {
        public uint InputFlags;
        public uint OutputFlags;
        public uint ControlFlags;
        public uint LocalFlags;
        public byte Line;
        public CharacterArray ControlCharacters;
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [InlineArray(19)]
    private struct CharacterArray
    {
        private byte _first;
    }
}
