using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>Reads: each ends with the first bytes that it gets.</summary>
internal sealed unsafe class ReadQueue(SafeFileHandle terminal) : TransferQueue(terminal)
{
    protected override short AwaitedEvent => Libc.PollIn;

    protected override nint MoveOnce(byte* bytes, nuint count) => Libc.Read(Terminal, bytes, count);

    protected override bool IsDone(Transfer transfer) => true;
}
