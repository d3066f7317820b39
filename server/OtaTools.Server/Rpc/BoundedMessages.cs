using System.Globalization;
using System.Text;

namespace OtaTools.Server.Rpc;

/// <summary>
/// The incoming stream of the base protocol, ended where a message would be too large: StreamJsonRpc has no limit of its
/// own, and a broken client must not cost memory. Format: https://microsoft.github.io/language-server-protocol, "Base Protocol".
/// </summary>
internal sealed class BoundedMessages(Stream inner, int longestHeader = 4 * 1024, long longestBody = 16 << 20) : Stream
{
    private readonly List<byte> header = [];
    private long bodyLeft;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ended)
        {
            return 0;
        }

        var count = await inner.ReadAsync(buffer, cancellationToken);
        var good = Follow(buffer.Span[..count]);
        ended = good < count;
        return good;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The reader is asynchronous.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <returns>How many bytes may be passed on.</returns>
    private int Follow(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (bodyLeft > 0)
            {
                var part = (int)Math.Min(bodyLeft, bytes.Length - at);
                bodyLeft -= part;
                at += part;
                continue;
            }

            header.Add(bytes[at++]);
            if (header is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                bodyLeft = ContentLength();
                header.Clear();
                if (bodyLeft > longestBody)
                {
                    return at - 1;
                }
            }
            else if (header.Count > longestHeader)
            {
                return at - 1;
            }
        }

        return at;
    }

    private long ContentLength()
    {
        const string Name = "Content-Length:";
        var line = Encoding.ASCII.GetString([.. header]).Split("\r\n").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
        if (line is null)
        {
            return 0;
        }

        // Digits that do not fit a long are too large in any case.
        var digits = line[Name.Length..].Trim();
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
            : digits.Length > 0 && digits.All(char.IsAsciiDigit) ? long.MaxValue
            : 0;
    }
}
