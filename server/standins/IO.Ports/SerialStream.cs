using System.IO.Ports.Unix;
using System.IO.Ports.Windows;

namespace System.IO.Ports;

/// <summary>An open port. Asynchronous transfers heed only their tokens; synchronous ones heed the timeouts.</summary>
internal abstract class SerialStream : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    /// <summary>False once anybody has closed it, be it as a stream.</summary>
    public abstract bool IsOpen { get; }

    public abstract bool DtrEnable { get; set; }

    public abstract bool RtsEnable { get; set; }

    public abstract bool BreakState { set; }

    public abstract int BytesToRead { get; }

    /// <param name="dtrEnable">Set in one step with RTS: a moment with only one of them set resets some boards.</param>
    /// <param name="rtsEnable">Ignored where the handshake works the line.</param>
    /// <param name="readBufferSize">What the driver shall hold for a reader that is late; only Windows' drivers let themselves be told.</param>
    public static SerialStream Open(string portName, PortSettings settings, bool dtrEnable, bool rtsEnable, int readBufferSize)
    {
        if (OperatingSystem.IsWindows())
            return WindowsSerialStream.Open(portName, settings, dtrEnable, rtsEnable, readBufferSize);
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            return UnixSerialStream.Open(portName, settings, dtrEnable, rtsEnable);
        throw new PlatformNotSupportedException("Serial ports are supported on Windows, Linux and macOS.");
    }

    public abstract void Configure(PortSettings settings);

    public abstract void DiscardInBuffer();

    public abstract void DiscardOutBuffer();

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public abstract override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        WithTimeout(ReadTimeout, token => ReadAsync(buffer.AsMemory(offset, count), token).AsTask());

    public override void Write(byte[] buffer, int offset, int count) =>
        WithTimeout(WriteTimeout, async token =>
        {
            await WriteAsync(buffer.AsMemory(offset, count), token).ConfigureAwait(false);
            return count;
        });

    /// <summary>Does nothing: a write ends when the driver has taken its bytes, and there is no buffer before that.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static int WithTimeout(int timeout, Func<CancellationToken, Task<int>> transfer)
    {
        using var deadline = new CancellationTokenSource();
        try
        {
            // Started before its time runs, so that even no time at all gets what is there.
            var transferred = transfer(deadline.Token);
            deadline.CancelAfter(timeout);
            return transferred.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException("The port did not get the transfer done in time.");
        }
    }
}
