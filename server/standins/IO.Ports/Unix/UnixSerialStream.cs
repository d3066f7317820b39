using System.Runtime.InteropServices;

namespace System.IO.Ports.Unix;

/// <summary>
/// A port on termios. What can move at once moves on the caller's thread; for what has to wait, one thread per port
/// sleeps in poll. It asks only for what somebody waits for, so that an idle port, or one that has hung up, costs nothing.
/// </summary>
internal sealed class UnixSerialStream : SerialStream
{
    private readonly Lock _gate = new();
    private readonly UnixTerminal _terminal;
    private readonly ReadQueue _reads;
    private readonly WriteQueue _writes;
    private readonly Waker _waker = new();
    private readonly Thread _thread;
    private bool _isClosed;

    private UnixSerialStream(string portName, UnixTerminal terminal)
    {
        _terminal = terminal;
        _reads = new ReadQueue(terminal.Handle);
        _writes = new WriteQueue(terminal.Handle);
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = portName };
        _thread.Start();
    }

    public override bool IsOpen => !Volatile.Read(ref _isClosed);

    public override bool DtrEnable
    {
        get => _terminal.GetLine(Libc.LineDtr);
        set => _terminal.SetLine(Libc.LineDtr, value);
    }

    public override bool RtsEnable
    {
        get => _terminal.GetLine(Libc.LineRts);
        set => _terminal.SetLine(Libc.LineRts, value);
    }

    public override bool BreakState
    {
        set => _terminal.SetBreak(value);
    }

    public override int BytesToRead => _terminal.BytesToRead;

    /// <summary>How often the thread has gone to sleep: stands still as long as nothing happens.</summary>
    internal int Polls { get; private set; }

    public static UnixSerialStream Open(string portName, PortSettings settings, bool dtrEnable, bool rtsEnable)
    {
        var terminal = UnixTerminal.Open(portName);
        try
        {
            // Opening has raised both lines: put them right first, and at once.
            terminal.SetLines(dtrEnable, settings.UsesRts || rtsEnable);
            terminal.Configure(settings);
            return new UnixSerialStream(portName, terminal);
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    public override void Configure(PortSettings settings) => _terminal.Configure(settings);

    public override void DiscardInBuffer() => _terminal.DiscardInput();

    public override void DiscardOutBuffer() => _terminal.DiscardOutput();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(TransferAsync(_reads, buffer, cancellationToken));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(TransferAsync(_writes, MemoryMarshal.AsMemory(buffer), cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing && TryClose())
        {
            _waker.Signal();
            _thread.Join();
            _waker.Dispose();
            _terminal.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> TransferAsync(TransferQueue queue, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var transfer = Start(queue, buffer);
        if (transfer.Task.IsCompleted)
            return await transfer.Task.ConfigureAwait(false);

        _waker.Signal();
        using var cancellation = cancellationToken.UnsafeRegister(_ => Cancel(queue, transfer, cancellationToken), state: null);
        return await transfer.Task.ConfigureAwait(false);
    }

    private Transfer Start(TransferQueue queue, Memory<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SerialPort));
            return queue.Start(buffer);
        }
    }

    private void Cancel(TransferQueue queue, Transfer transfer, CancellationToken cancellationToken)
    {
        lock (_gate)
            queue.Cancel(transfer, cancellationToken);
    }

    private bool TryClose()
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            FailAll(() => new ObjectDisposedException(nameof(SerialPort), "The port was closed."));
            return true;
        }
    }

    private void FailAll(Func<Exception> reason)
    {
        _reads.FailAll(reason);
        _writes.FailAll(reason);
    }

    private unsafe void Run()
    {
        var entries = stackalloc Libc.PollEntry[2];
        while (true)
        {
            entries[0] = new() { File = (int)_waker.Handle.DangerousGetHandle(), Events = Libc.PollIn };
            lock (_gate)
            {
                if (_isClosed)
                    return;
                entries[1] = WhatToAwait();
            }

            Polls++;
            if (Libc.Poll(entries, 2, Timeout.Infinite) < 0)
                continue; // interrupted by a signal

            if (entries[0].Happened != 0)
                _waker.Reset();
            if (entries[1].Happened != 0)
                Advance(entries[1].Happened);
        }
    }

    /// <remarks>A negative file keeps poll from reporting a hang-up, which it does unasked and for ever.</remarks>
    private Libc.PollEntry WhatToAwait()
    {
        var events = (short)(_reads.PollEvents | _writes.PollEvents);
        return new() { File = events == 0 ? -1 : (int)_terminal.Handle.DangerousGetHandle(), Events = events };
    }

    private void Advance(short happened)
    {
        lock (_gate)
        {
            var hasMoved = _reads.Advance() | _writes.Advance();
            if (!hasMoved && (happened & Libc.PollTrouble) != 0)
                FailAll(() => Libc.Failure("The serial port is gone", Libc.InputOutputError));
        }
    }
}
