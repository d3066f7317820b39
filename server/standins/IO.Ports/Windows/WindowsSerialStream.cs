using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Windows;

/// <summary>A port on Win32's overlapped I/O. Reviewed against its documentation; see the README for what has run.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSerialStream : SerialStream
{
    // Transfers wait for ever (all total timeouts are 0) and are ended by cancelling. The interval is for one case only:
    // somebody discarded the input between our question how much there is and the read of it. MAXDWORD for the interval and
    // the multiplier, which means "whatever has come, or else the first byte", would save a call per read, but is a case of
    // its own in every driver, and Wine's returns nothing until the buffer is full.
    private const uint ReadInterval = 10;
    private const uint WriteBufferSize = 4096;
    private const string Gone = "The serial port is gone.";

    private readonly SafeFileHandle _handle;
    private readonly FileStream _file;
    private readonly CancellationTokenSource _closed = new();
    private bool _dtrEnable;
    private bool _rtsEnable;
    private int _isClosed;

    private WindowsSerialStream(SafeFileHandle handle, bool dtrEnable, bool rtsEnable)
    {
        _handle = handle;
        _dtrEnable = dtrEnable;
        _rtsEnable = rtsEnable;
        _file = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0, isAsync: true);
    }

    public override bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    public override bool DtrEnable
    {
        get => _dtrEnable;
        set
        {
            Escape(value ? Kernel32.RaiseDtr : Kernel32.DropDtr, "DTR cannot be set");
            _dtrEnable = value;
        }
    }

    public override bool RtsEnable
    {
        get => _rtsEnable;
        set
        {
            Escape(value ? Kernel32.RaiseRts : Kernel32.DropRts, "RTS cannot be set");
            _rtsEnable = value;
        }
    }

    public override bool BreakState
    {
        set => Escape(value ? Kernel32.StartBreak : Kernel32.EndBreak, "The break cannot be set");
    }

    public override int BytesToRead
    {
        get
        {
            Kernel32.ThrowIfFailed(Kernel32.ClearCommError(_handle, out _, out var status), "The port does not tell how much has come");
            return (int)status.InputCount;
        }
    }

    /// <remarks>The prefix opens every name alike: without it, "COM10" would be a file.</remarks>
    public static new WindowsSerialStream Open(string portName, PortSettings settings, bool dtrEnable, bool rtsEnable, int readBufferSize)
    {
        var handle = Kernel32.CreateFile($@"\\.\{portName}", Kernel32.ReadAndWrite, shareMode: 0, 0, Kernel32.OpenExisting, Kernel32.Overlapped, 0);
        if (handle.IsInvalid)
            throw Refusal(portName, Marshal.GetLastPInvokeError());

        try
        {
            // A wish: drivers may refuse it. It comes before SetCommState, whose XOFF limit depends on it.
            _ = Kernel32.SetupComm(handle, (uint)readBufferSize, WriteBufferSize);
            Configure(handle, settings, dtrEnable, rtsEnable);
            var timeouts = new Kernel32.CommTimeouts { ReadInterval = ReadInterval };
            Kernel32.ThrowIfFailed(Kernel32.SetCommTimeouts(handle, timeouts), "The port does not take timeouts");
            return new WindowsSerialStream(handle, dtrEnable, rtsEnable);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public override void Configure(PortSettings settings) => Configure(_handle, settings, _dtrEnable, _rtsEnable);

    public override void DiscardInBuffer() => Kernel32.ThrowIfFailed(Kernel32.PurgeComm(_handle, Kernel32.DiscardInput), "What has come cannot be discarded");

    public override void DiscardOutBuffer() => Kernel32.ThrowIfFailed(Kernel32.PurgeComm(_handle, Kernel32.DiscardOutput), "What has not gone cannot be discarded");

    /// <summary>
    /// Takes what has come, or waits for one byte and takes what came with it. A read that waits asks for one byte only:
    /// a driver that is told to cancel one which it has half filled gives those bytes to nobody.
    /// </summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!IsOpen, typeof(SerialPort));
        if (buffer.IsEmpty)
            return 0;

        var ready = Math.Min(BytesToRead, buffer.Length);
        var count = await CancellableAsync(token => _file.ReadAsync(buffer[..Math.Max(ready, 1)], token), cancellationToken).ConfigureAwait(false);
        if (count == 0)
            throw new IOException(Gone);
        return ready > 0 ? count : count + await ReadMoreAsync(buffer[count..]).ConfigureAwait(false);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await CancellableAsync(
            async token =>
            {
                await _file.WriteAsync(buffer, token).ConfigureAwait(false);
                return buffer.Length;
            },
            cancellationToken).ConfigureAwait(false);

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _closed.Cancel();

            // A driver that does not heed CancelIoEx heeds this, or else CloseHandle would wait for it.
            _ = Kernel32.PurgeComm(_handle, Kernel32.AbortAll);

            // As the package does; a port without the line, or without a cable, says so, and that is all.
            _ = Kernel32.EscapeCommFunction(_handle, Kernel32.DropDtr);
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Configure(SafeFileHandle handle, PortSettings settings, bool dtrEnable, bool rtsEnable)
    {
        var state = new DeviceControlBlock { Length = (uint)Marshal.SizeOf<DeviceControlBlock>() };
        Kernel32.ThrowIfFailed(Kernel32.GetCommState(handle, ref state), "The device is no serial port");
        state.Apply(settings, dtrEnable, rtsEnable);
        Kernel32.ThrowIfFailed(Kernel32.SetCommState(handle, state), "The port does not take the settings");
    }

    private static Exception Refusal(string portName, int error) => error switch
    {
        Kernel32.ErrorFileNotFound or Kernel32.ErrorPathNotFound => new FileNotFoundException($"There is no port '{portName}'.", portName),
        Kernel32.ErrorAccessDenied or Kernel32.ErrorSharingViolation => new UnauthorizedAccessException($"Access to the port '{portName}' is denied: another program may have it open."),
        _ => Kernel32.Failure($"The port '{portName}' cannot be opened", error),
    };

    /// <summary>What has come behind the first byte. Where that cannot be had, the first byte is still to be delivered, and the next read tells why.</summary>
    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer)
    {
        if (!Kernel32.ClearCommError(_handle, out _, out var status) || Math.Min((int)status.InputCount, buffer.Length) is not (> 0 and var count))
            return 0;

        try
        {
            return await _file.ReadAsync(buffer[..count], _closed.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private async ValueTask<int> CancellableAsync(Func<CancellationToken, ValueTask<int>> transfer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, typeof(SerialPort));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        try
        {
            return await transfer(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!IsOpen)
        {
            throw new ObjectDisposedException(nameof(SerialPort), "The port was closed.");
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            // Nobody here cancelled it: when a device is pulled out, its driver ends what waits with ERROR_OPERATION_ABORTED.
            throw new IOException(Gone, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            // ERROR_ACCESS_DENIED on an open port: usbser.sys says so of a device that has left.
            throw new IOException(Gone, exception);
        }
    }

    private void Escape(uint function, string what) => Kernel32.ThrowIfFailed(Kernel32.EscapeCommFunction(_handle, function), what);
}
