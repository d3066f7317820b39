using System.Reflection;

namespace StreamJsonRpc.Dispatch;

/// <summary>What a method finally returned, whether it returned it as it is, in a task or in a value task.</summary>
internal static class ReturnedValue
{
    public static bool IsAwaited(Type declaredType) =>
        declaredType == typeof(Task) || declaredType == typeof(ValueTask) || IsTaskOf(declaredType) || IsValueTaskOf(declaredType);

    public static async Task<object?> UnwrapAsync(object? returned, Type declaredType)
    {
        if (!IsAwaited(declaredType) || returned is null)
            return returned;

        var task = AsTask(returned);
        await task.ConfigureAwait(false);
        var hasResult = IsTaskOf(declaredType) || IsValueTaskOf(declaredType);
        return hasResult ? ReadProperty(task, nameof(Task<>.Result)) : null;
    }

    private static bool IsTaskOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>);

    private static bool IsValueTaskOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);

    private static Task AsTask(object returned) => returned switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        _ => (Task)returned.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, parameters: null)!,
    };

    private static object? ReadProperty(object instance, string name) =>
        instance.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(instance);
}
