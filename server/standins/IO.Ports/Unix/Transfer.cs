namespace System.IO.Ports.Unix;

/// <summary>One read or write, from its start to its end.</summary>
internal sealed class Transfer(Memory<byte> bytes)
{
    private readonly TaskCompletionSource<int> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public Memory<byte> Remaining => bytes[_count..];

    public Task<int> Task => _completion.Task;

    public void Advance(int count) => _count += count;

    public void Complete() => _completion.SetResult(_count);

    public void Cancel(CancellationToken cancellationToken) => _completion.SetCanceled(cancellationToken);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
