namespace StreamJsonRpc;

/// <summary>JSON arrived that is no JSON-RPC message.</summary>
public class UnrecognizedJsonRpcMessageException : RemoteRpcException
{
    public UnrecognizedJsonRpcMessageException()
        : base("The JSON is no JSON-RPC message.")
    {
    }

    public UnrecognizedJsonRpcMessageException(string? message)
        : base(message)
    {
    }

    public UnrecognizedJsonRpcMessageException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
