namespace OtaTools.Core.Device.Transport;

/// <summary>
/// Lines that can only be set one after the other, as on Windows. Its driver for boards with USB of their own (usbser.sys)
/// tells the board of a change of DTR only when RTS is set, be it to what it was: so that RTS is set last, always.
/// Otherwise such a board would see "DTR and not RTS" on the way to "neither", and take the next reset for one into download mode.
/// </summary>
internal sealed class LinesOneByOne(Action<bool> setDtr, Action<bool> setRts)
{
    /// <inheritdoc cref="IModemLines.SetAsync"/>
    public void Set(bool dtr, bool rts)
    {
        if (!rts)
        {
            setRts(false);
        }

        setDtr(dtr);
        setRts(rts);
    }
}
