using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace StreamJsonRpc.Framing;

/// <summary>Cuts a stream of bytes into the contents of header-delimited messages.</summary>
/// <remarks>
/// Memory follows the bytes that really came, never the length that a header announces. There is no limit on size.
/// </remarks>
internal sealed class FrameReader(Stream stream)
{
    private const string ContentLength = "Content-Length";

    private readonly PipeReader _pipe = PipeReader.Create(stream);

    /// <returns>The content of the next message, or null where the stream ends between two messages.</returns>
    /// <exception cref="BadRpcHeaderException">The headers break the rules.</exception>
    /// <exception cref="EndOfStreamException">The stream ends inside a message.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(mayEnd: true, cancellationToken).ConfigureAwait(false);
        if (line is null)
            return null;

        int? length = null;
        while (line.Length > 0)
        {
            length = ParseLength(line) ?? length;
            line = (await ReadLineAsync(mayEnd: false, cancellationToken).ConfigureAwait(false))!;
        }

        if (length is null)
            throw new BadRpcHeaderException($"The {ContentLength} header is missing.");
        return await ReadContentAsync(length.Value, cancellationToken).ConfigureAwait(false);
    }

    private static int? ParseLength(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            throw new BadRpcHeaderException("A header line has no name before a colon.");
        if (line[..colon] != ContentLength)
            return null;

        var isNumber = int.TryParse(line.AsSpan(colon + 1).Trim(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var length);
        return isNumber && length > 0
            ? length
            : throw new BadRpcHeaderException($"The {ContentLength} header is not a positive 32-bit number.");
    }

    private async Task<string?> ReadLineAsync(bool mayEnd, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } lineFeed)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, lineFeed));
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, lineFeed));
                return line.EndsWith('\r') ? line[..^1] : throw new BadRpcHeaderException("A header line does not end with CR LF.");
            }

            if (read.IsCompleted)
                return read.Buffer.IsEmpty && mayEnd ? null : throw EndsInsideMessage();
            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task<byte[]> ReadContentAsync(int length, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length >= length)
            {
                var content = read.Buffer.Slice(0, length);
                var bytes = content.ToArray();
                _pipe.AdvanceTo(content.End);
                return bytes;
            }

            if (read.IsCompleted)
                throw EndsInsideMessage();
            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static EndOfStreamException EndsInsideMessage() => new("The stream ends inside a JSON-RPC message.");
}
