using System.Reflection;

namespace StreamJsonRpc.Dispatch;

/// <summary>A method that the other side can call, with the object to call it on.</summary>
internal sealed class LocalMethod
{
    private readonly object? _target;
    private readonly MethodInfo _method;
    private readonly bool _takesCancellationToken;

    public LocalMethod(object? target, MethodInfo method, bool takesSingleObject)
    {
        _target = target;
        _method = method;
        var parameters = method.GetParameters();
        _takesCancellationToken = parameters is [.., { } last] && last.ParameterType == typeof(CancellationToken);
        Parameters = _takesCancellationToken ? parameters[..^1] : parameters;
        TakesSingleObject = takesSingleObject && Parameters.Count == 1;
    }

    /// <summary>The parameters that the wire fills: all but the cancellation token.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; }

    public bool TakesSingleObject { get; }

    /// <summary>Runs the method on this thread until it returns or first awaits.</summary>
    public Task<object?> InvokeAsync(object?[] arguments, CancellationToken cancellationToken)
    {
        object?[] all = _takesCancellationToken ? [.. arguments, cancellationToken] : arguments;
        var returned = _method.Invoke(_target, BindingFlags.DoNotWrapExceptions, binder: null, all, culture: null);
        return ReturnedValue.UnwrapAsync(returned, _method.ReturnType);
    }
}
