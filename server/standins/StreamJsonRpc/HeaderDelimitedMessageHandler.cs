using StreamJsonRpc.Framing;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

/// <summary>Frames messages with a Content-Length header, as the Language Server Protocol does.</summary>
public class HeaderDelimitedMessageHandler : IJsonRpcMessageHandler
{
    private readonly Stream _sendingStream;
    private readonly Stream _receivingStream;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;

    /// <param name="sendingStream">Closed together with the connection.</param>
    /// <param name="receivingStream">Closed together with the connection.</param>
    public HeaderDelimitedMessageHandler(Stream sendingStream, Stream receivingStream)
        : this(sendingStream, receivingStream, new JsonMessageFormatter())
    {
    }

    /// <inheritdoc cref="HeaderDelimitedMessageHandler(Stream, Stream)"/>
    public HeaderDelimitedMessageHandler(Stream sendingStream, Stream receivingStream, IJsonRpcMessageFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(sendingStream);
        ArgumentNullException.ThrowIfNull(receivingStream);
        ArgumentNullException.ThrowIfNull(formatter);
        _sendingStream = sendingStream;
        _receivingStream = receivingStream;
        Formatter = formatter;
        _reader = new FrameReader(receivingStream);
        _writer = new FrameWriter(sendingStream);
    }

    public bool CanRead => true;

    public bool CanWrite => true;

    public IJsonRpcMessageFormatter Formatter { get; }

    async Task<Message?> IJsonRpcMessageHandler.ReadAsync(CancellationToken cancellationToken)
    {
        var content = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return content is null ? null : Formatter.Deserialize(new MemoryStream(content));
    }

    Task IJsonRpcMessageHandler.WriteAsync(Message message)
    {
        using var content = new MemoryStream();
        Formatter.Serialize(content, message);
        return _writer.WriteAsync(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    void IJsonRpcMessageHandler.Close()
    {
        _writer.Close(new ConnectionLostException());
        _receivingStream.Dispose();
        _sendingStream.Dispose();
    }
}
