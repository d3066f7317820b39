namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>
/// Which options are on, at either end (RFC 1143): an answer is given to a change only, so that two ends never go round
/// in circles. Pure.
/// </summary>
internal sealed class TelnetOptions
{
    private static readonly byte[] WantedOfUs = [Telnet.ComPortOption, Telnet.Binary, Telnet.SuppressGoAhead];
    private static readonly byte[] WantedOfThem = [Telnet.ComPortOption, Telnet.Binary, Telnet.SuppressGoAhead];

    private readonly Side us = new(WantedOfUs, Telnet.Will, Telnet.Wont);
    private readonly Side them = new(WantedOfThem, Telnet.Do, Telnet.Dont);

    /// <summary>True or false once the far end has said whether it lets us work the port.</summary>
    public bool? ComPortAccepted { get; private set; }

    /// <summary>
    /// The first question, and no other: to a server of raw bytes it is three bytes at the board's prompt, none of them a
    /// Ctrl-C, as the number of Suppress Go Ahead is.
    /// </summary>
    public byte[] AskForComPort() => us.Ask(Telnet.ComPortOption);

    /// <summary>Eight bits both ways; servers that ignore this send eight bits all the same.</summary>
    public byte[] AskForBinary() => [.. us.Ask(Telnet.Binary), .. them.Ask(Telnet.Binary)];

    /// <returns>The answer, or nothing.</returns>
    public byte[] Receive(TelnetMessage message)
    {
        var isOn = message.Verb is Telnet.Do or Telnet.Will;
        var isOurs = message.Verb is Telnet.Do or Telnet.Dont;
        if (isOurs && message.Option == Telnet.ComPortOption)
        {
            ComPortAccepted = isOn;
        }

        return (isOurs ? us : them).Receive(message.Option, isOn);
    }

    private sealed class Side(byte[] wanted, byte yes, byte no)
    {
        private readonly HashSet<byte> asked = [];
        private readonly HashSet<byte> on = [];

        public byte[] Ask(byte option) => on.Contains(option) || !asked.Add(option) ? [] : [Telnet.Iac, yes, option];

        public byte[] Receive(byte option, bool isOn)
        {
            var wasAsked = asked.Remove(option);
            if (on.Contains(option) == isOn)
            {
                return [];
            }

            if (!isOn)
            {
                on.Remove(option);
                return [Telnet.Iac, no, option];
            }

            if (!wanted.Contains(option))
            {
                return [Telnet.Iac, no, option];
            }

            on.Add(option);
            return wasAsked ? [] : [Telnet.Iac, yes, option];
        }
    }
}
