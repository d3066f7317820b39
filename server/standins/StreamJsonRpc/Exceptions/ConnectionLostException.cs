namespace StreamJsonRpc;

/// <summary>The connection ended before the response came.</summary>
public class ConnectionLostException : RemoteRpcException
{
    public ConnectionLostException()
        : base("The JSON-RPC connection is lost.")
    {
    }

    public ConnectionLostException(string? message)
        : base(message)
    {
    }

    public ConnectionLostException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
