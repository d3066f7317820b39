using StreamJsonRpc.Protocol;

namespace StreamJsonRpc;

/// <summary>Thrown by a local method to answer with a code and data of its own.</summary>
public class LocalRpcException : Exception
{
    public LocalRpcException()
    {
    }

    public LocalRpcException(string? message)
        : base(message)
    {
    }

    public LocalRpcException(string? message, Exception? inner)
        : base(message, inner)
    {
    }

    public object? ErrorData { get; set; }

    public int ErrorCode { get; set; } = (int)JsonRpcErrorCode.InvocationError;
}
