using StreamJsonRpc.Dispatch;

namespace StreamJsonRpc;

public sealed partial class JsonRpc
{
    /// <summary>Lets the other side call the public methods of an object.</summary>
    public void AddLocalRpcTarget(object target) => AddLocalRpcTarget(target, options: null);

    /// <inheritdoc cref="AddLocalRpcTarget(object)"/>
    public void AddLocalRpcTarget(object target, JsonRpcTargetOptions? options)
    {
        ArgumentNullException.ThrowIfNull(target);
        AddLocalRpcTarget(target.GetType(), target, options);
    }

    /// <summary>Lets the other side call the methods that <typeparamref name="T"/> declares, and no other ones of the target.</summary>
    public void AddLocalRpcTarget<T>(T target, JsonRpcTargetOptions? options)
        where T : notnull
        => AddLocalRpcTarget(typeof(T), target, options);

    /// <summary>Lets the other side call the methods that a type declares, and no other ones of the target.</summary>
    public void AddLocalRpcTarget(Type exposingMembersOn, object target, JsonRpcTargetOptions? options)
    {
        ArgumentNullException.ThrowIfNull(exposingMembersOn);
        ArgumentNullException.ThrowIfNull(target);
        ThrowIfListening();
        foreach (var (name, method) in TargetMethods.Of(exposingMembersOn, target, options ?? new JsonRpcTargetOptions()))
            _methods.Add(name, method);
    }

    /// <summary>Lets the other side call a delegate.</summary>
    public void AddLocalRpcMethod(string rpcMethodName, Delegate handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(rpcMethodName);
        ArgumentNullException.ThrowIfNull(handler);
        ThrowIfListening();
        _methods.Add(rpcMethodName, new LocalMethod(handler.Target, handler.Method, takesSingleObject: false));
    }
}
