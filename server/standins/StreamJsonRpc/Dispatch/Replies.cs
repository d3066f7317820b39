using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc.Messages;
using StreamJsonRpc.Protocol;

namespace StreamJsonRpc.Dispatch;

/// <summary>Builds the answers to requests: results, and the errors that exceptions become.</summary>
internal sealed class Replies(JsonSerializer serializer)
{
    public ResponseMessage Result(JValue id, object? value) =>
        Serialized(id, () => new ResultMessage(id, ToToken(value)));

    public ResponseMessage Failure(JValue id, Exception exception) => Serialized(id, () => exception switch
    {
        OperationCanceledException => new ErrorMessage(id, JsonRpcErrorCode.RequestCanceled, exception.Message, Data: null),
        LocalRpcException local => new(id, (JsonRpcErrorCode)local.ErrorCode, local.Message, local.ErrorData is { } data ? ToToken(data) : null),
        _ => new(id, JsonRpcErrorCode.InvocationError, exception.Message, DataOf(exception)),
    });

    public static ErrorMessage UnknownMethod(JValue id, string method) =>
        new(id, JsonRpcErrorCode.MethodNotFound, $"There is no method '{method}'.", Data: null);

    public ErrorMessage Mismatch(JValue id, string method, ArgumentMismatchException mismatch) =>
        new(id, JsonRpcErrorCode.InvalidParams, $"The arguments do not fit '{method}': {mismatch.Message}", mismatch.InnerException is { } cause ? DataOf(cause) : null);

    private ResponseMessage Serialized(JValue id, Func<ResponseMessage> reply)
    {
        try
        {
            return reply();
        }
        catch (Exception exception)
        {
            // Getters and converters of the product's own may throw anything; the caller must not wait for ever.
            var text = $"The answer cannot be serialized: {exception.Message}";
            return new ErrorMessage(id, JsonRpcErrorCode.ResponseSerializationFailure, text, DataOf(exception));
        }
    }

    private JToken DataOf(Exception exception) => ToToken(new CommonErrorData(exception));

    private JToken ToToken(object? value) => value is null ? JValue.CreateNull() : JToken.FromObject(value, serializer);
}
