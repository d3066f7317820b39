using StreamJsonRpc.Protocol;

namespace StreamJsonRpc;

/// <summary>What all failures of a remote call have in common.</summary>
public abstract class RemoteRpcException : Exception
{
    protected RemoteRpcException(string? message)
        : base(message)
    {
    }

    protected RemoteRpcException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public JsonRpcErrorCode? ErrorCode { get; protected set; }

    /// <summary>The data of the error as it came: a JToken.</summary>
    public object? ErrorData { get; protected set; }

    /// <summary>The data of the error as the type that its code stands for.</summary>
    public object? DeserializedErrorData { get; protected set; }
}
