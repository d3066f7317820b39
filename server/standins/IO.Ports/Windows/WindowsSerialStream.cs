using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Windows;

/// <summary>A port on Win32's overlapped I/O. Reviewed against its documentation; see the README for what has run.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSerialStream : SerialStream
{
    // A read that asks for more than has come ends this many milliseconds after its last byte. The total timeouts
    // are 0: the first byte is waited for until the read is cancelled.
    private const uint ReadInterval = 10;

    private readonly SafeFileHandle _handle;
    private readonly FileStream _file;
    private readonly CancellationTokenSource _closed = new();
    private bool _dtrEnable;
    private bool _rtsEnable;

    private WindowsSerialStream(SafeFileHandle handle, bool dtrEnable, bool rtsEnable)
    {
        _handle = handle;
        _dtrEnable = dtrEnable;
        _rtsEnable = rtsEnable;
        _file = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0, isAsync: true);
    }

    public override bool IsOpen => !_closed.IsCancellationRequested;

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

    public static new WindowsSerialStream Open(string portName, PortSettings settings, bool dtrEnable, bool rtsEnable)
    {
        var handle = Kernel32.CreateFile($@"\\.\{portName}", Kernel32.ReadAndWrite, shareMode: 0, 0, Kernel32.OpenExisting, Kernel32.Overlapped, 0);
        if (handle.IsInvalid)
            throw Refusal(portName, Marshal.GetLastPInvokeError());

        try
        {
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

    /// <summary>Waits for one byte, and takes what else has come by then: cancelling it can lose nothing.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!IsOpen, typeof(SerialPort));
        if (buffer.IsEmpty)
            return 0;

        var count = BytesToRead is > 0 and var ready
            ? await ReadNowAsync(buffer, ready).ConfigureAwait(false)
            : await CancellableAsync(token => _file.ReadAsync(buffer[..1], token), cancellationToken).ConfigureAwait(false);
        if (count == 1 && buffer.Length > 1 && BytesToRead is > 0 and var more)
            count += await ReadNowAsync(buffer[1..], more).ConfigureAwait(false);
        return count > 0 ? count : throw new IOException("The serial port is gone.");
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
        if (disposing && IsOpen)
        {
            _closed.Cancel();

            // As the package does; a port without the line says so, and that is all.
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
        Kernel32.ErrorAccessDenied => new UnauthorizedAccessException($"Access to the port '{portName}' is denied: another program may have it open."),
        _ => Kernel32.Failure($"The port '{portName}' cannot be opened", error),
    };

    /// <summary>Reads bytes that are there already, which takes no waiting and so needs no token.</summary>
    private ValueTask<int> ReadNowAsync(Memory<byte> buffer, int ready) =>
        _file.ReadAsync(buffer[..Math.Min(ready, buffer.Length)], CancellationToken.None);

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
    }

    private void Escape(uint function, string what) => Kernel32.ThrowIfFailed(Kernel32.EscapeCommFunction(_handle, function), what);
}
