namespace OtaTools.Core.Device.Transport;

/// <summary>
/// Lines that can only be set one after the other, as on Windows. Its driver for boards with USB of their own (usbser.sys)
/// tells the board of both lines when one of them is set, be it to what it was, and keeps a change of the other to itself:
/// in most versions DTR is the one that tells. So each is set once more after the other has changed. Otherwise such a board
/// would not hear of a reset at all, or hear "DTR and not RTS" instead of "neither" and take the reset for one into download mode.
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
        setDtr(dtr);
    }
}
