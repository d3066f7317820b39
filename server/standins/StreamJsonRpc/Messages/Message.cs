using Newtonsoft.Json.Linq;
using StreamJsonRpc.Protocol;

namespace StreamJsonRpc.Messages;

internal abstract record Message;

/// <param name="Id">Null for a notification; a JSON null, string or integer for a request, echoed as it came.</param>
/// <param name="Arguments">An array, an object, or null where the message has no params.</param>
internal sealed record RequestMessage(JValue? Id, string Method, JContainer? Arguments) : Message;

internal abstract record ResponseMessage(JValue Id) : Message;

internal sealed record ResultMessage(JValue Id, JToken Result) : ResponseMessage(Id);

internal sealed record ErrorMessage(JValue Id, JsonRpcErrorCode Code, string Text, JToken? Data) : ResponseMessage(Id);
