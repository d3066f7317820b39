using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

/// <summary>Carries JSON-RPC messages over some transport.</summary>
/// <remarks>The package declares public read and write methods here; nothing outside this assembly needs them.</remarks>
public interface IJsonRpcMessageHandler
{
    bool CanRead { get; }

    bool CanWrite { get; }

    IJsonRpcMessageFormatter Formatter { get; }

    /// <returns>The next message, or null where the stream ends between two messages.</returns>
    internal Task<Message?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Takes its place in the queue of outgoing messages before it returns.</summary>
    internal Task WriteAsync(Message message);

    internal void Close();
}
