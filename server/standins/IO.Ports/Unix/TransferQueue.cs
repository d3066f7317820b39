using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>The reads, or the writes, of one port in the order of their start. Its owner lets in one thread at a time.</summary>
internal abstract unsafe class TransferQueue(SafeFileHandle terminal)
{
    private readonly LinkedList<Transfer> _waiting = [];

    /// <summary>What poll shall look for: nothing, as long as nobody waits.</summary>
    public short PollEvents => _waiting.Count == 0 ? (short)0 : AwaitedEvent;

    protected SafeFileHandle Terminal => terminal;

    protected abstract short AwaitedEvent { get; }

    public Transfer Start(Memory<byte> bytes)
    {
        var transfer = new Transfer(bytes);
        if (bytes.IsEmpty)
        {
            transfer.Complete();
            return transfer;
        }

        _waiting.AddLast(transfer);
        if (_waiting.Count == 1)
            Advance();
        return transfer;
    }

    /// <summary>Moves as many bytes as can be moved now. A broken line fails whoever waits.</summary>
    /// <returns>Whether anything happened.</returns>
    public bool Advance()
    {
        var hasMoved = false;
        try
        {
            while (_waiting.First is { } first && TryMove(first.Value.Remaining.Span, out var count))
            {
                hasMoved = true;
                first.Value.Advance(count);
                if (!IsDone(first.Value))
                    continue;
                _waiting.RemoveFirst();
                first.Value.Complete();
            }

            return hasMoved;
        }
        catch (IOException exception)
        {
            FailAll(() => new IOException(exception.Message, exception));
            return true;
        }
    }

    public void Cancel(Transfer transfer, CancellationToken cancellationToken)
    {
        if (_waiting.Remove(transfer))
            transfer.Cancel(cancellationToken);
    }

    public void FailAll(Func<Exception> reason)
    {
        foreach (var transfer in _waiting)
            transfer.Fail(reason());
        _waiting.Clear();
    }

    protected abstract nint MoveOnce(byte* bytes, nuint count);

    protected abstract bool IsDone(Transfer transfer);

    /// <returns>Whether bytes could be moved without waiting.</returns>
    /// <exception cref="IOException">The line is broken.</exception>
    private bool TryMove(Span<byte> bytes, out int moved)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var count = MoveOnce(start, (nuint)bytes.Length);
                moved = (int)count;
                if (count > 0)
                    return true;

                // Neither reads nor writes of at least one byte end with 0, but for a hang-up.
                var error = count == 0 ? Libc.InputOutputError : Marshal.GetLastPInvokeError();
                if (error == UnixPlatform.Current.WouldBlock)
                    return false;
                if (error != Libc.Interrupted)
                    throw Libc.Failure("The serial port is gone", error);
            }
        }
    }
}
