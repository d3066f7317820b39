using Newtonsoft.Json.Linq;
using StreamJsonRpc.Protocol;

namespace StreamJsonRpc.Messages;

/// <summary>The JSON shape of the three kinds of messages.</summary>
internal static class MessageJson
{
    private const string Version = "2.0";

    /// <exception cref="InvalidDataException">The JSON is no object: a batch, a null or a bare value.</exception>
    /// <exception cref="UnrecognizedJsonRpcMessageException">The object is not a JSON-RPC 2.0 message.</exception>
    public static Message Parse(JToken json)
    {
        if (json is not JObject message)
            throw new InvalidDataException($"A JSON-RPC message is one JSON object, not {json.Type}.");

        if (TextOf(message["jsonrpc"]) != Version)
            throw new UnrecognizedJsonRpcMessageException("The message lacks \"jsonrpc\": \"2.0\".");

        if (message["method"] is { } method)
            return ParseRequest(message, TextOf(method));
        if (message["error"] is JObject error)
            return ParseError(message, error);
        if (message["result"] is { } result)
            return new ResultMessage(IdOf(message) ?? JValue.CreateNull(), result);

        throw new UnrecognizedJsonRpcMessageException("The message has neither method nor result nor error.");
    }

    public static JObject Write(Message message) => message switch
    {
        RequestMessage request => WriteRequest(request),
        ResultMessage result => new JObject { ["jsonrpc"] = Version, ["id"] = result.Id, ["result"] = result.Result },
        ErrorMessage error => new JObject { ["jsonrpc"] = Version, ["id"] = error.Id, ["error"] = WriteError(error) },
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static RequestMessage ParseRequest(JObject message, string? method)
    {
        if (method is null)
            throw new UnrecognizedJsonRpcMessageException("The name of the method is not a string.");

        return new RequestMessage(IdOf(message), method, message["params"] as JContainer);
    }

    private static ErrorMessage ParseError(JObject message, JObject error)
    {
        if (error["code"] is not JValue { Type: JTokenType.Integer, Value: long code })
            throw new UnrecognizedJsonRpcMessageException("The error has no numeric code.");

        var id = IdOf(message) ?? JValue.CreateNull();
        return new ErrorMessage(id, (JsonRpcErrorCode)code, TextOf(error["message"]) ?? "", error["data"]);
    }

    private static JObject WriteRequest(RequestMessage request)
    {
        var message = new JObject { ["jsonrpc"] = Version };
        if (request.Id is not null)
            message["id"] = request.Id;
        message["method"] = request.Method;
        if (request.Arguments is not null)
            message["params"] = request.Arguments;
        return message;
    }

    private static JObject WriteError(ErrorMessage error)
    {
        var body = new JObject { ["code"] = (int)error.Code, ["message"] = error.Text };
        if (error.Data is not null)
            body["data"] = error.Data;
        return body;
    }

    private static JValue? IdOf(JObject message) => message["id"] switch
    {
        null => null,
        JValue { Type: JTokenType.String or JTokenType.Integer or JTokenType.Null } id => id,
        _ => throw new UnrecognizedJsonRpcMessageException("An id is a string, an integer or null."),
    };

    private static string? TextOf(JToken? token) => token is JValue { Value: string text } ? text : null;
}
