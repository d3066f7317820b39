using Newtonsoft.Json;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

/// <summary>Turns JSON-RPC messages into bytes and back.</summary>
/// <remarks>The package declares these methods as public; nothing outside this assembly needs them.</remarks>
public interface IJsonRpcMessageFormatter
{
    internal JsonSerializer Serializer { get; }

    internal Message Deserialize(Stream content);

    internal void Serialize(Stream content, Message message);
}
