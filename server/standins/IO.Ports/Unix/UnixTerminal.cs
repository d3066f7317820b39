using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>An open terminal device, locked for us: its settings, lines and queues.</summary>
internal sealed unsafe class UnixTerminal : IDisposable
{
    private static readonly TimeSpan _patienceOnClose = TimeSpan.FromMilliseconds(200);
    private static readonly UnixPlatform _platform = UnixPlatform.Current;

    private UnixTerminal(SafeFileHandle handle) => Handle = handle;

    public SafeFileHandle Handle { get; }

    public int BytesToRead => GetNumber(_platform.InputCount, "The port does not tell how much has come");

    public static UnixTerminal Open(string path)
    {
        var handle = Libc.Open(path, _platform.OpenFlags);
        if (handle.IsInvalid)
            throw Refusal(path, Libc.Failure("It cannot be opened", Marshal.GetLastPInvokeError()));

        // The exclusive mode keeps out everybody but root, the lock also keeps out root who asks for it.
        // A system that knows no locks on devices says so by another error than that of a lock that is held.
        var isLocked = Libc.Lock(handle, Libc.LockExclusive | Libc.LockNonBlocking) == 0 || Marshal.GetLastPInvokeError() != _platform.WouldBlock;
        var isOurs = isLocked && Libc.Control(handle, _platform.MakeExclusive, null) == 0;
        if (isOurs)
            return new UnixTerminal(handle);

        var refusal = Refusal(path, Libc.Failure("It cannot be had alone", Marshal.GetLastPInvokeError()));
        handle.Dispose();
        throw refusal;
    }

    public void Configure(PortSettings settings) => _platform.Configure(Handle, settings);

    /// <summary>
    /// Sets both lines in one step, and leaves the others alone: one of them lets a PC's UART raise interrupts.
    /// A port without lines is fine as long as both shall be off.
    /// </summary>
    public void SetLines(bool dtr, bool rts)
    {
        var wanted = (dtr ? Libc.LineDtr : 0) | (rts ? Libc.LineRts : 0);
        int lines;
        var isSet = Libc.Control(Handle, _platform.GetLines, &lines) == 0
            && Libc.Control(Handle, _platform.SetLines, (lines & ~(Libc.LineDtr | Libc.LineRts)) | wanted) == 0;
        var error = Marshal.GetLastPInvokeError();
        if (!isSet && (wanted != 0 || error is not (Libc.NotATerminal or Libc.InvalidArgument)))
            throw Libc.Failure("DTR and RTS cannot be set", error);
    }

    public bool GetLine(int line) => (GetNumber(_platform.GetLines, "DTR and RTS cannot be read") & line) != 0;

    public void SetLine(int line, bool isOn) =>
        Libc.ThrowIfFailed(Libc.Control(Handle, isOn ? _platform.RaiseLines : _platform.DropLines, line), "DTR and RTS cannot be set");

    public void SetBreak(bool isOn) =>
        Libc.ThrowIfFailed(Libc.Control(Handle, isOn ? _platform.StartBreak : _platform.EndBreak, null), "The break cannot be set");

    public void DiscardInput() => Libc.ThrowIfFailed(Libc.Flush(Handle, _platform.FlushInput), "What has come cannot be discarded");

    public void DiscardOutput() => Libc.ThrowIfFailed(Libc.Flush(Handle, _platform.FlushOutput), "What has not gone cannot be discarded");

    /// <summary>
    /// Gives what was written a moment to leave, and discards what is still there then: a driver whose far end does
    /// not read would keep a closing process waiting for half a minute.
    /// </summary>
    public void Dispose()
    {
        var clock = Stopwatch.StartNew();
        while (HasOutput())
        {
            if (clock.Elapsed > _patienceOnClose)
            {
                _ = Libc.Flush(Handle, _platform.FlushOutput);
                break;
            }

            _ = Libc.Poll(null, 0, milliseconds: 5);
        }

        Handle.Dispose();
    }

    private static UnauthorizedAccessException Refusal(string path, Exception cause) =>
        new($"Access to the port '{path}' is denied. {cause.Message}", cause);

    private bool HasOutput()
    {
        int count;
        return Libc.Control(Handle, _platform.OutputCount, &count) == 0 && count > 0;
    }

    private int GetNumber(nuint request, string complaint)
    {
        int number;
        Libc.ThrowIfFailed(Libc.Control(Handle, request, &number), complaint);
        return number;
    }
}
