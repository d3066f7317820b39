using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>
/// A serial port. DTR and RTS are kept at the same level but in a reset that was asked for: server/README.md has the
/// table of what opening and closing does to them, and why.
/// </summary>
internal sealed class SerialTransport(SerialPort port, bool hasLines) : IDeviceTransport, IModemLines
{
    // Windows' drivers hold 4 KiB unless told otherwise: 4 ms of a board that sends 1 MB/s.
    private const int ReadBufferSize = 64 * 1024;

    /// <exception cref="OtaToolsException">The port is missing, busy or forbidden.</exception>
    public static Task<IDeviceTransport> OpenAsync(SerialAddress address, int baud, CancellationToken cancellationToken) =>
        Task.Run<IDeviceTransport>(() => Open(address, baud), cancellationToken);

    private static SerialTransport Open(SerialAddress address, int baud)
    {
        try
        {
            return OperatingSystem.IsWindows() ? OpenThenRaiseLines(address, baud) : OpenWithLinesRaised(address, baud);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw PortRefusal.Of(address, e);
        }
    }

    /// <summary>The kernel raises both lines on open and we leave them so: no edge, no reset, and USB-CDC boards talk.</summary>
    private static SerialTransport OpenWithLinesRaised(SerialAddress address, int baud)
    {
        var port = new SerialPort(address.PortName, baud) { DtrEnable = true, RtsEnable = true };
        try
        {
            port.Open();
            return new SerialTransport(port, hasLines: true);
        }
        catch (IOException)
        {
            // A pseudo-terminal has no modem lines (ENOTTY).
            port.Dispose();
            port = new SerialPort(address.PortName, baud);
            port.Open();
            return new SerialTransport(port, hasLines: false);
        }
    }

    /// <summary>Windows leaves both lines as they were, low; CP210x wants them so until the port is set up.</summary>
    private static SerialTransport OpenThenRaiseLines(SerialAddress address, int baud)
    {
        var port = new SerialPort(address.PortName, baud) { ReadBufferSize = ReadBufferSize };
        port.Open();
        try
        {
            LinesOf(port).Set(dtr: true, rts: true);
            return new SerialTransport(port, hasLines: true);
        }
        catch (IOException)
        {
            return new SerialTransport(port, hasLines: false);
        }
    }

    private static LinesOneByOne LinesOf(SerialPort port) => new(dtr => port.DtrEnable = dtr, rts => port.RtsEnable = rts);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await port.BaseStream.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return 0;
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            await port.BaseStream.WriteAsync(data, cancellationToken);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    public async ValueTask<bool> PulseResetAsync(CancellationToken cancellationToken)
    {
        if (!hasLines || !UsbSerialChips.MayReset(PortCatalog.Find(port.PortName)))
        {
            return false;
        }

        try
        {
            await ResetSequence.PulseAsync(this);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public ValueTask SetAsync(bool dtr, bool rts)
    {
        try
        {
            LinesOf(port).Set(dtr, rts);
            return ValueTask.CompletedTask;
        }
        catch (InvalidOperationException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            if (hasLines && OperatingSystem.IsWindows())
            {
                LinesOf(port).Set(dtr: false, rts: false); // Closing would drop DTR first: a reset.
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The port is gone already; there is nothing to keep from resetting.
        }

        port.Dispose();
        return ValueTask.CompletedTask;
    }
}
