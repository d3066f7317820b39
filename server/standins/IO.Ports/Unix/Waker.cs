using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace System.IO.Ports.Unix;

/// <summary>Wakes a thread that waits in poll. Several signals before it looks are one.</summary>
internal sealed unsafe class Waker : IDisposable
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);
    private bool _isSignalled;

    /// <summary>What to poll for input.</summary>
    public SafeHandle Handle => _pipe.SafePipeHandle;

    public void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, true))
            return;

        byte signal = 0;
        Libc.ThrowIfFailed((int)Libc.Write(_pipe.ClientSafePipeHandle, &signal, 1), "The serial port's thread cannot be woken");
    }

    /// <summary>Takes the signal back. What it was given for must be looked at after this, not before.</summary>
    public void Reset()
    {
        byte signal;
        if (Libc.Read(Handle, &signal, 1) == 1)
            Volatile.Write(ref _isSignalled, false);
    }

    public void Dispose()
    {
        _pipe.ClientSafePipeHandle.Dispose();
        _pipe.Dispose();
    }
}
