namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>The bytes of Telnet (RFC 854) that matter here.</summary>
internal static class Telnet
{
    public const byte SubnegotiationEnd = 240;
    public const byte Subnegotiation = 250;
    public const byte Will = 251;
    public const byte Wont = 252;
    public const byte Do = 253;
    public const byte Dont = 254;

    /// <summary>Interpret As Command: begins each command, and is doubled where it is data.</summary>
    public const byte Iac = 255;

    public const byte Binary = 0;
    public const byte SuppressGoAhead = 3;
    public const byte ComPortOption = 44;

    /// <summary>Data as it goes over the wire.</summary>
    public static ReadOnlyMemory<byte> Escape(ReadOnlyMemory<byte> data)
    {
        var extra = data.Span.Count(Iac);
        if (extra == 0)
        {
            return data;
        }

        var escaped = new byte[data.Length + extra];
        var length = 0;
        foreach (var b in data.Span)
        {
            escaped[length++] = b;
            if (b == Iac)
            {
                escaped[length++] = b;
            }
        }

        return escaped;
    }
}
