namespace OtaTools.Server.Tests.Support;

/// <summary>Bytes that come in pieces of given sizes, the last size for ever.</summary>
internal sealed class PiecewiseStream(ReadOnlyMemory<byte> bytes, params int[] sizes) : Stream
{
    private int reads;

    /// <summary>What was taken so far.</summary>
    public long Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var size = sizes.Length == 0 ? int.MaxValue : sizes[Math.Min(reads++, sizes.Length - 1)];
        var count = Math.Min(Math.Min(buffer.Length, bytes.Length), Math.Max(1, size));
        bytes[..count].CopyTo(buffer);
        bytes = bytes[count..];
        Taken += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
