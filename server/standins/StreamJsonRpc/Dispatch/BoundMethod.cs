namespace StreamJsonRpc.Dispatch;

/// <summary>A method together with the values for its parameters.</summary>
internal sealed record BoundMethod(LocalMethod Method, object?[] Arguments)
{
    public Task<object?> InvokeAsync(CancellationToken cancellationToken) => Method.InvokeAsync(Arguments, cancellationToken);
}
