using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

/// <summary>Formats messages as UTF-8 JSON without a byte order mark.</summary>
public class JsonMessageFormatter : IJsonRpcMessageFormatter
{
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Converts arguments and results. Configure it before listening starts.</summary>
    public JsonSerializer JsonSerializer { get; } = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        ConstructorHandling = ConstructorHandling.AllowNonPublicDefaultConstructor,
        DateParseHandling = DateParseHandling.None,
    };

    JsonSerializer IJsonRpcMessageFormatter.Serializer => JsonSerializer;

    Message IJsonRpcMessageFormatter.Deserialize(Stream content)
    {
        using var text = new StreamReader(content, _encoding);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        var json = JToken.ReadFrom(reader);
        if (reader.Read())
            throw new JsonReaderException("Text follows the JSON-RPC message.");

        return MessageJson.Parse(json);
    }

    void IJsonRpcMessageFormatter.Serialize(Stream content, Message message)
    {
        using var text = new StreamWriter(content, _encoding, leaveOpen: true);
        using var writer = new JsonTextWriter(text);
        MessageJson.Write(message).WriteTo(writer);
    }
}
