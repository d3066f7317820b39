using System.Reflection;

namespace StreamJsonRpc.Dispatch;

/// <summary>Finds the methods of a type that go on the wire, and their names there.</summary>
internal static class TargetMethods
{
    private const string AsyncSuffix = "Async";

    public static IEnumerable<(string Name, LocalMethod Method)> Of(Type type, object target, JsonRpcTargetOptions options)
    {
        var methods = MethodsOf(type, options.AllowNonPublicInvocation)
            .Select(method => (Method: method, Contracts: ContractsOf(method, type).ToArray()))
            .Where(entry => !entry.Contracts.Any(contract => contract.IsDefined(typeof(JsonRpcIgnoreAttribute))))
            .Select(entry => (entry.Method, Attribute: AttributeOf(entry.Contracts)))
            .ToArray();
        var clrNames = methods.Select(entry => entry.Method.Name).ToHashSet(StringComparer.Ordinal);

        foreach (var (method, attribute) in methods)
        {
            var takesSingleObject = attribute?.UseSingleObjectParameterDeserialization ?? options.UseSingleObjectParameterDeserialization;
            var local = new LocalMethod(target, method, takesSingleObject);
            foreach (var name in NamesOf(method, attribute, clrNames))
                yield return (options.MethodNameTransform?.Invoke(name) ?? name, local);
        }
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type type, bool withNonPublic)
    {
        var visibility = BindingFlags.Instance | BindingFlags.Public | (withNonPublic ? BindingFlags.NonPublic : 0);
        IEnumerable<Type> types = type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
        return types
            .SelectMany(each => each.GetMethods(visibility))
            .Where(method => !method.IsSpecialName && !method.IsGenericMethodDefinition && method.DeclaringType != typeof(object));
    }

    /// <summary>The method itself and the methods of interfaces that it implements: each may carry attributes.</summary>
    private static IEnumerable<MethodInfo> ContractsOf(MethodInfo method, Type type)
    {
        yield return method;
        if (type.IsInterface)
            yield break;

        foreach (var map in type.GetInterfaces().Select(type.GetInterfaceMap))
        {
            var index = Array.FindIndex(map.TargetMethods, implementation => implementation.MethodHandle == method.MethodHandle);
            if (index >= 0)
                yield return map.InterfaceMethods[index];
        }
    }

    private static JsonRpcMethodAttribute? AttributeOf(IEnumerable<MethodInfo> contracts) =>
        contracts.Select(contract => contract.GetCustomAttribute<JsonRpcMethodAttribute>()).FirstOrDefault(attribute => attribute is not null);

    private static IEnumerable<string> NamesOf(MethodInfo method, JsonRpcMethodAttribute? attribute, HashSet<string> clrNames)
    {
        if (attribute?.Name is { } name)
        {
            yield return name;
            yield break;
        }

        yield return method.Name;
        if (!method.Name.EndsWith(AsyncSuffix, StringComparison.Ordinal) || !ReturnedValue.IsAwaited(method.ReturnType))
            yield break;

        var alias = method.Name[..^AsyncSuffix.Length];
        if (alias.Length > 0 && !clrNames.Contains(alias))
            yield return alias;
    }
}
