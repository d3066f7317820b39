using System.Runtime.InteropServices;

namespace System.IO.Ports.Windows;

/// <summary>Win32's DCB: 28 bytes, its one-bit fields in <see cref="Flags"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DeviceControlBlock
{
    private const uint Binary = 1 << 0;
    private const uint ParityCheck = 1 << 1;
    private const uint AwaitCts = 1 << 2;
    private const uint DtrOn = 1 << 4;
    private const uint SendAfterXOff = 1 << 7;
    private const uint XOnOffOut = 1 << 8;
    private const uint XOnOffIn = 1 << 9;
    private const uint RtsOn = 1 << 12;
    private const uint RtsByDriver = 2 << 12;

    public uint Length;
    public uint BaudRate;
    public uint Flags;
    public ushort Reserved;
    public ushort XOnLimit;
    public ushort XOffLimit;
    public byte ByteSize;
    public byte Parity;
    public byte StopBits;
    public byte XOnCharacter;
    public byte XOffCharacter;
    public byte ErrorCharacter;
    public byte EofCharacter;
    public byte EventCharacter;
    public ushort Reserved1;

    /// <summary>Raw bytes: no parity or NUL replacement, no end-of-file character, and errors do not stop transfers.</summary>
    public void Apply(PortSettings settings, bool dtrEnable, bool rtsEnable)
    {
        BaudRate = (uint)settings.BaudRate;
        ByteSize = (byte)settings.DataBits;
        Parity = (byte)settings.Parity; // the same numbers: NOPARITY to SPACEPARITY
        StopBits = settings.StopBits switch
        {
            Ports.StopBits.OnePointFive => 1,
            Ports.StopBits.Two => 2,
            _ => 0,
        };

        var rts = rtsEnable ? RtsOn : 0;
        Flags = Binary
            | (settings.Parity == Ports.Parity.None ? 0 : ParityCheck)
            | (settings.UsesRts ? AwaitCts | RtsByDriver : rts)
            | (dtrEnable ? DtrOn : 0)
            | (settings.UsesXOnXOff ? XOnOffOut | XOnOffIn : 0)
            | SendAfterXOff;
        XOnCharacter = 0x11;
        XOffCharacter = 0x13;
    }
}
