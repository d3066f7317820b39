namespace System.IO.Ports;

/// <summary>How bytes travel on the line.</summary>
internal sealed record PortSettings(int BaudRate, int DataBits, Parity Parity, StopBits StopBits, Handshake Handshake)
{
    /// <summary>Whether the driver works the RTS line, so that nobody else can.</summary>
    public bool UsesRts => Handshake is Handshake.RequestToSend or Handshake.RequestToSendXOnXOff;

    public bool UsesXOnXOff => Handshake is Handshake.XOnXOff or Handshake.RequestToSendXOnXOff;
}
