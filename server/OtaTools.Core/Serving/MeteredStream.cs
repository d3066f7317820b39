using Microsoft.AspNetCore.Http.Features;
using OtaTools.Core.Serving.Transport;

namespace OtaTools.Core.Serving;

/// <summary>
/// The response's body, counted. A large write goes on in slices, so that a slow reader holds one slice in memory and
/// not the whole image.
/// </summary>
internal sealed class MeteredStream(IFeatureCollection features, Action<long> sent) : Stream
{
    /// <summary>What is counted at a time.</summary>
    private const int Slice = 64 * 1024;

    private readonly IHttpResponseBodyFeature response = features.GetRequiredFeature<IHttpResponseBodyFeature>();
    private readonly SocketOutput output = features.GetRequiredFeature<SocketOutput>();
    private long total;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await response.StartAsync(cancellationToken); // the head is on its way before anything is lent
        var writer = response.Writer;
        while (!buffer.IsEmpty)
        {
            var slice = buffer[..Math.Min(Slice, buffer.Length)];
            output.Lend(slice);
            writer.GetMemory();
            writer.Advance(slice.Length);
            if ((await writer.FlushAsync(cancellationToken)).IsCompleted || !output.HasTaken)
            {
                throw new IOException("The client is gone."); // Kestrel would swallow the rest in silence
            }

            buffer = buffer[slice.Length..];
            sent(total += slice.Length);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => response.Writer.FlushAsync(cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
