using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace StreamJsonRpc.Dispatch;

/// <summary>Fits the params of a request to the parameters of a method.</summary>
internal sealed class ArgumentBinder(JsonSerializer serializer)
{
    /// <returns>One value for each of the method's parameters.</returns>
    /// <exception cref="ArgumentMismatchException">The params do not fit.</exception>
    public object?[] Bind(LocalMethod method, JContainer? arguments) => arguments switch
    {
        JObject whole when method.TakesSingleObject => [Convert(whole, method.Parameters[0])],
        JObject named => BindNamed(method.Parameters, named),
        JArray positional => BindPositional(method.Parameters, positional),
        _ => BindPositional(method.Parameters, []),
    };

    private object?[] BindPositional(IReadOnlyList<ParameterInfo> parameters, JArray arguments)
    {
        if (arguments.Count > parameters.Count)
            throw new ArgumentMismatchException($"{arguments.Count} arguments came for {parameters.Count} parameters.");

        return [.. parameters.Select((parameter, index) => ValueOf(parameter, index < arguments.Count ? arguments[index] : null))];
    }

    private object?[] BindNamed(IReadOnlyList<ParameterInfo> parameters, JObject arguments)
    {
        var names = parameters.Select(parameter => parameter.Name!).ToHashSet(StringComparer.Ordinal);
        if (arguments.Properties().FirstOrDefault(argument => !names.Contains(argument.Name)) is { } stray)
            throw new ArgumentMismatchException($"There is no parameter '{stray.Name}'.");

        return [.. parameters.Select(parameter => ValueOf(parameter, arguments[parameter.Name!]))];
    }

    private object? ValueOf(ParameterInfo parameter, JToken? argument)
    {
        if (argument is not null)
            return Convert(argument, parameter);

        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new ArgumentMismatchException($"The parameter '{parameter.Name}' has no argument.");
    }

    private object? Convert(JToken argument, ParameterInfo parameter)
    {
        try
        {
            return argument.ToObject(parameter.ParameterType, serializer);
        }
        catch (Exception exception)
        {
            // Converters of the product's own may throw anything.
            throw new ArgumentMismatchException($"The argument for '{parameter.Name}' is no {parameter.ParameterType.Name}.", exception);
        }
    }
}
