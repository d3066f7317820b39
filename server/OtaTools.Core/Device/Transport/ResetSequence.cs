namespace OtaTools.Core.Device.Transport;

/// <summary>
/// A reset into the board's program by DTR and RTS; before it and after it both are on.
/// <para>
/// Beside a USB-to-UART bridge two transistors pull EN low on "RTS and not DTR" and IO0 low on "DTR and not RTS"; IO0
/// low while EN rises is download mode. EN rises behind a capacitor, so that the line that changes last counts: the
/// step that lets EN go turns DTR on and leaves RTS alone, which ends in "both" and never passes by IO0.
/// </para>
/// <para>
/// An Espressif chip's own USB-Serial/JTAG resets on the same "RTS and not DTR", into download mode where "DTR and not
/// RTS" has been there since both were off. Both off first, therefore; EN is high meanwhile, and IO0 harmless.
/// </para>
/// </summary>
internal static class ResetSequence
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(100);

    /// <summary>Not to be cancelled: a board would be left standing still.</summary>
    /// <exception cref="IOException">The link is gone, or has no such lines.</exception>
    public static async ValueTask PulseAsync(IModemLines lines)
    {
        await lines.SetAsync(dtr: false, rts: false);
        await lines.SetAsync(dtr: false, rts: true);
        await Task.Delay(Hold, CancellationToken.None);
        await lines.SetAsync(dtr: true, rts: true);
    }
}
