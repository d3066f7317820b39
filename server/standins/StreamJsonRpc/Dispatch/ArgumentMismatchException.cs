namespace StreamJsonRpc.Dispatch;

/// <summary>The params of a request do not fit a method; an inner exception tells of a failed conversion.</summary>
internal sealed class ArgumentMismatchException(string message, Exception? innerException = null) : Exception(message, innerException);
