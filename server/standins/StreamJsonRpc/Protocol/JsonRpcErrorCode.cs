namespace StreamJsonRpc.Protocol;

public enum JsonRpcErrorCode
{
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,

    /// <summary>A local method threw.</summary>
    InvocationError = -32000,
    ResponseSerializationFailure = -32003,
    RequestCanceled = -32800,
}
