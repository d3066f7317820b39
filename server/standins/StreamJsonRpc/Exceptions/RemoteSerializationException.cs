using StreamJsonRpc.Protocol;

namespace StreamJsonRpc;

/// <summary>A result could not be serialized there, or not be read here.</summary>
public class RemoteSerializationException : RemoteRpcException
{
    public RemoteSerializationException(string? message, object? errorData, object? deserializedErrorData)
        : base(message)
    {
        ErrorCode = JsonRpcErrorCode.ResponseSerializationFailure;
        ErrorData = errorData;
        DeserializedErrorData = deserializedErrorData;
    }
}
