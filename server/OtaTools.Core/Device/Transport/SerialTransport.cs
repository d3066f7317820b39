using System.IO.Ports;

namespace OtaTools.Core.Device.Transport;

/// <summary>
/// A serial port. DTR and RTS are kept at the same level except in a reset that was asked for, since the usual
/// auto-reset circuit resets on "RTS and not DTR" and selects download mode on "DTR and not RTS".
/// </summary>
internal sealed class SerialTransport(SerialPort port, bool hasLines) : IDeviceTransport
{
    private static readonly TimeSpan ResetPulse = TimeSpan.FromMilliseconds(100);

    public static Task<IDeviceTransport> OpenAsync(SerialAddress address, int baud, CancellationToken cancellationToken) =>
        Task.Run<IDeviceTransport>(() => Open(address, baud), cancellationToken);

    private static SerialTransport Open(SerialAddress address, int baud)
    {
        try
        {
            return OperatingSystem.IsWindows() ? OpenThenRaiseLines(address, baud) : OpenWithLinesRaised(address, baud);
        }
        catch (UnauthorizedAccessException e) when (!OperatingSystem.IsWindows() && !File.Exists(address.PortName))
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

    /// <summary>CP210x on Windows wants both lines low, the port open, then DTR, then RTS.</summary>
    private static SerialTransport OpenThenRaiseLines(SerialAddress address, int baud)
    {
        var port = new SerialPort(address.PortName, baud);
        port.Open();
        try
        {
            port.DtrEnable = true;
            port.RtsEnable = true;
            return new SerialTransport(port, hasLines: true);
        }
        catch (IOException)
        {
            return new SerialTransport(port, hasLines: false);
        }
    }

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
            port.DtrEnable = false; // with RTS still up: EN low
            await Task.Delay(ResetPulse, CancellationToken.None);
            port.RtsEnable = false; // EN high, IO0 high: the board starts
            await Task.Delay(ResetPulse, CancellationToken.None);
            port.DtrEnable = true;
            port.RtsEnable = true;
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            if (hasLines && OperatingSystem.IsWindows())
            {
                port.RtsEnable = false; // Windows would drop DTR first: a reset
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
