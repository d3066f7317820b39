using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>
/// A serial port. DTR and RTS are kept at the same level except in a reset that was asked for, since the usual
/// auto-reset circuit resets on "RTS and not DTR" and selects download mode on "DTR and not RTS".
/// </summary>
internal sealed class SerialTransport(SerialPort port, bool hasLines) : IDeviceTransport
{
    // Windows' drivers hold 4 KiB unless told otherwise: 4 ms of a board that sends 1 MB/s.
    private const int ReadBufferSize = 64 * 1024;

    private readonly LinesOneByOne lines = LinesOf(port);

    public static Task<IDeviceTransport> OpenAsync(SerialAddress address, int baud, CancellationToken cancellationToken) =>
        Task.Run<IDeviceTransport>(() => Open(address, baud), cancellationToken);

    private static SerialTransport Open(SerialAddress address, int baud)
    {
        try
        {
            return OperatingSystem.IsWindows() ? OpenThenRaiseLines(address, baud) : OpenWithLinesRaised(address, baud);
        }
        catch (Exception e) when (IsMissing(address, e))
        {
            throw new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotFound(address), e);
        }
        catch (UnauthorizedAccessException e) when (!OperatingSystem.IsWindows() && !MayOpen(address.PortName))
        {
            throw new OtaToolsException(ErrorCode.DeviceNoPermission, Strings.PortNoPermission(address), e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new OtaToolsException(ErrorCode.DeviceBusy, Strings.PortBusy(address), e);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            throw new OtaToolsException(ErrorCode.DeviceNotFound, Strings.PortNotOpened(address, e.Message), e);
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

    /// <summary>Windows leaves the lines to us: both are low, as they were closed, until the port is set up (CP210x wants it so).</summary>
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

    private static bool IsMissing(SerialAddress address, Exception e) =>
        OperatingSystem.IsWindows() ? e is FileNotFoundException : e is UnauthorizedAccessException && !File.Exists(address.PortName);

    private static bool MayOpen(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true; // held by somebody else, so we were let through to it
        }
    }

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
        if (!hasLines)
        {
            return false;
        }

        try
        {
            await ResetSequence.PulseAsync(lines);
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (hasLines && OperatingSystem.IsWindows())
            {
                await lines.SetAsync(dtr: false, rts: false); // closing would drop DTR first: a reset
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The port is gone already; there is nothing to keep from resetting.
        }

        port.Dispose();
    }
}
