namespace OtaTools.Core.Device.Transport;

/// <summary>DTR and RTS of an open port, true for "on" as programs say it.</summary>
internal interface IModemLines
{
    /// <summary>
    /// Sets both. Where they cannot change at once, RTS falls before DTR moves and rises after it, so that "RTS and not
    /// DTR", which resets boards, is passed only where it is asked for.
    /// </summary>
    /// <exception cref="IOException">The link is gone, or has no such lines.</exception>
    ValueTask SetAsync(bool dtr, bool rts);
}
