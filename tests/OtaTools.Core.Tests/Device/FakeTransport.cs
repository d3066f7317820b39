using System.Threading.Channels;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Tests.Device.RawRepl;

namespace OtaTools.Core.Tests.Device;

/// <summary>A link to a fake board, in memory.</summary>
internal sealed class FakeTransport : IDeviceTransport
{
    private readonly Channel<byte[]> fromBoard = Channel.CreateUnbounded<byte[]>();
    private readonly FakeBoard board;
    private ReadOnlyMemory<byte> rest;

    public FakeTransport(FakeBoard board)
    {
        this.board = board;
        board.Output = bytes => fromBoard.Writer.TryWrite(bytes);
    }

    public bool HasResetLine { get; init; }

    public int Resets { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Fails only towards the board, as a port whose cable is just being pulled.</summary>
    public bool WritesFail { get; set; }

    public static (DeviceSession Session, FakeTransport Transport) Open(FakeBoard board, bool hasResetLine = false)
    {
        var transport = new FakeTransport(board) { HasResetLine = hasResetLine };
        return (new DeviceSession(DeviceAddress.Parse("fake"), transport), transport);
    }

    public void Unplug() => fromBoard.Writer.TryComplete();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (rest.IsEmpty)
        {
            if (!await fromBoard.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }

            fromBoard.Reader.TryRead(out var bytes);
            rest = bytes;
        }

        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (WritesFail || fromBoard.Reader.Completion.IsCompleted)
        {
            throw new IOException("The cable is gone.");
        }

        lock (board)
        {
            board.Receive(data.Span);
        }

        return default;
    }

    public ValueTask<bool> PulseResetAsync(CancellationToken cancellationToken)
    {
        if (HasResetLine)
        {
            Resets++;
            lock (board)
            {
                board.Reset();
            }
        }

        return ValueTask.FromResult(HasResetLine);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
