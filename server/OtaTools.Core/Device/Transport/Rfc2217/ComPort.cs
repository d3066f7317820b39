using System.Buffers.Binary;

namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>One request of RFC 2217, or the answer to it.</summary>
internal readonly record struct ComPortRequest(byte Command, byte[] Value)
{
    public byte[] Encode() =>
    [
        Telnet.Iac, Telnet.Subnegotiation, Telnet.ComPortOption,
        .. Telnet.Escape(new[] { Command }.Concat(Value).ToArray()).Span,
        Telnet.Iac, Telnet.SubnegotiationEnd,
    ];
}

/// <summary>The commands of RFC 2217 that a board's console needs.</summary>
internal static class ComPort
{
    /// <summary>A server's command is its request's number and this.</summary>
    public const byte FromServer = 100;

    public const byte SetBaudRate = 1;
    public const byte SetControl = 5;
    public const byte FlowSuspend = 8;
    public const byte FlowResume = 9;

    private const byte SetDataSize = 2;
    private const byte SetParity = 3;
    private const byte SetStopSize = 4;
    private const byte SetLineStateMask = 10;
    private const byte SetModemStateMask = 11;

    private const byte NoFlowControl = 1;
    private const byte DtrOn = 8;
    private const byte DtrOff = 9;
    private const byte RtsOn = 11;
    private const byte RtsOff = 12;

    /// <summary>8N1 without a handshake, and no news of the line's state.</summary>
    public static IReadOnlyList<ComPortRequest> RawEightBits { get; } =
    [
        new(SetDataSize, [8]),
        new(SetParity, [1]),
        new(SetStopSize, [1]),
        new(SetControl, [NoFlowControl]),
        new(SetLineStateMask, [0]),
        new(SetModemStateMask, [0]),
    ];

    public static ComPortRequest Baud(int rate)
    {
        var value = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, rate);
        return new ComPortRequest(SetBaudRate, value);
    }

    public static int RateIn(byte[] value) => value.Length == 4 ? BinaryPrimitives.ReadInt32BigEndian(value) : 0;

    public static ComPortRequest Dtr(bool isOn) => new(SetControl, [isOn ? DtrOn : DtrOff]);

    public static ComPortRequest Rts(bool isOn) => new(SetControl, [isOn ? RtsOn : RtsOff]);
}
