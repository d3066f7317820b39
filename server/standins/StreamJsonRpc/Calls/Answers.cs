using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using StreamJsonRpc.Messages;
using StreamJsonRpc.Protocol;

namespace StreamJsonRpc.Calls;

/// <summary>Turns the answers to our calls into values and exceptions.</summary>
internal static class Answers
{
    public static T Read<T>(ResponseMessage response, string method, JsonSerializer serializer, CancellationToken cancellationToken) => response switch
    {
        ResultMessage result => ReadResult<T>(result.Result, serializer),
        ErrorMessage error => throw ToException(error, method, serializer, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(response)),
    };

    private static T ReadResult<T>(JToken result, JsonSerializer serializer)
    {
        try
        {
            return result.ToObject<T>(serializer)!;
        }
        catch (Exception exception)
        {
            // Converters of the product's own may throw anything.
            throw new RemoteSerializationException($"The result is no {typeof(T).Name}: {exception.Message}", result, deserializedErrorData: null);
        }
    }

    private static Exception ToException(ErrorMessage error, string method, JsonSerializer serializer, CancellationToken cancellationToken)
    {
        var data = DeserializeData(error, serializer);
        return error.Code switch
        {
            JsonRpcErrorCode.RequestCanceled => new TaskCanceledException(error.Text, innerException: null, cancellationToken),
            JsonRpcErrorCode.MethodNotFound or JsonRpcErrorCode.InvalidParams =>
                new RemoteMethodNotFoundException(error.Text, method, error.Code, error.Data, data),
            JsonRpcErrorCode.ResponseSerializationFailure => new RemoteSerializationException(error.Text, error.Data, data),
            _ => new RemoteInvocationException(error.Text, (int)error.Code, error.Data, data),
        };
    }

    private static object? DeserializeData(ErrorMessage error, JsonSerializer serializer)
    {
        if (error.Code != JsonRpcErrorCode.InvocationError || error.Data is not JObject data)
            return error.Data;

        try
        {
            return data.ToObject<CommonErrorData>(serializer);
        }
        catch (JsonException)
        {
            return data;
        }
    }
}
