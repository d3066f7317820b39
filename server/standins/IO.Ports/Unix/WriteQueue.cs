using Microsoft.Win32.SafeHandles;

namespace System.IO.Ports.Unix;

/// <summary>Writes: each ends when the driver has taken all of its bytes.</summary>
internal sealed unsafe class WriteQueue(SafeFileHandle terminal) : TransferQueue(terminal)
{
    protected override short AwaitedEvent => Libc.PollOut;

    protected override nint MoveOnce(byte* bytes, nuint count) => Libc.Write(Terminal, bytes, count);

    protected override bool IsDone(Transfer transfer) => transfer.Remaining.IsEmpty;
}
