namespace StreamJsonRpc;

/// <summary>The headers of a message break the rules of header-delimited JSON-RPC.</summary>
public class BadRpcHeaderException : RemoteRpcException
{
    public BadRpcHeaderException(string? message)
        : base(message)
    {
    }

    public BadRpcHeaderException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
