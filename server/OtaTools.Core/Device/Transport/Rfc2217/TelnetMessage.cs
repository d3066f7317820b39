namespace OtaTools.Core.Device.Transport.Rfc2217;

/// <summary>What the far end says beside data.</summary>
/// <param name="Verb">WILL, WONT, DO, DONT, or SB for a subnegotiation.</param>
/// <param name="Content">Of a subnegotiation, without the option; else empty.</param>
internal readonly record struct TelnetMessage(byte Verb, byte Option, byte[] Content);
