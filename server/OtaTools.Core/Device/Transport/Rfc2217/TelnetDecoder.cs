namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>Takes the Telnet out of what comes, however it is cut into reads. Pure, and bounded whatever comes.</summary>
internal sealed class TelnetDecoder
{
    private const int LongestSubnegotiation = 256;

    private readonly List<byte> subnegotiation = [];
    private State state;
    private byte verb;

    private enum State
    {
        Data,
        Command,
        Option,
        Subnegotiation,
        SubnegotiationCommand,
    }

    /// <summary>Decodes in place: what is left is data and never longer than what came.</summary>
    /// <returns>The number of bytes of data, now at the beginning of the span.</returns>
    public int Decode(Span<byte> bytes, List<TelnetMessage> messages)
    {
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (state == State.Data)
            {
                var run = bytes[i..].IndexOf(Telnet.Iac) is >= 0 and var found ? found : bytes.Length - i;
                bytes.Slice(i, run).CopyTo(bytes[length..]);
                length += run;
                i += run;
                if (i < bytes.Length)
                {
                    state = State.Command;
                }
            }
            else if (Take(bytes[i], messages))
            {
                bytes[length++] = bytes[i];
            }
        }

        return length;
    }

    /// <returns>True where the byte is data after all.</returns>
    private bool Take(byte value, List<TelnetMessage> messages)
    {
        switch (state)
        {
            case State.Command:
                verb = value;
                state = value switch
                {
                    Telnet.Subnegotiation => State.Subnegotiation,
                    >= Telnet.Will and <= Telnet.Dont => State.Option,
                    _ => State.Data,
                };
                return value == Telnet.Iac;
            case State.Option:
                messages.Add(new TelnetMessage(verb, value, []));
                state = State.Data;
                break;
            case State.Subnegotiation when value == Telnet.Iac:
                state = State.SubnegotiationCommand;
                break;
            case State.SubnegotiationCommand when value == Telnet.SubnegotiationEnd:
                End(messages);
                break;
            default:
                state = State.Subnegotiation;
                Remember(value);
                break;
        }

        return false;
    }

    private void Remember(byte value)
    {
        if (subnegotiation.Count < LongestSubnegotiation)
        {
            subnegotiation.Add(value);
        }
    }

    private void End(List<TelnetMessage> messages)
    {
        if (subnegotiation.Count > 0)
        {
            messages.Add(new TelnetMessage(Telnet.Subnegotiation, subnegotiation[0], [.. subnegotiation.Skip(1)]));
        }

        subnegotiation.Clear();
        state = State.Data;
    }
}
