using System.Reflection;

namespace OtaTools.Standins.Tests.Surface;

/// <summary>Compares what a stand-in's type offers to callers with the type that it stands for.</summary>
/// <remarks>
/// A stand-in may offer less: fewer members, fewer base types, no subclassing. Nullable annotations and other
/// attributes are not compared, but for the one that makes an argument list open-ended.
/// </remarks>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <returns>The stand-in's members that the real type lacks, each in the form in which it was looked for.</returns>
    public static IReadOnlyList<string> Differences(Type standin, Type real)
    {
        var offered = new HashSet<string>(WithBases(real).SelectMany(MembersOf), StringComparer.Ordinal);
        return [.. MembersOf(standin).Prepend(KindOf(standin)).Except(offered.Append(KindOf(real)))];
    }

    public static IEnumerable<string> MembersOf(Type type) =>
        type.GetMembers(Declared).Where(IsVisible).Select(TryDescribe).OfType<string>();

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private static IEnumerable<Type> WithBases(Type type)
    {
        for (var each = type; each is not null; each = BaseOf(each))
            yield return each;
    }

    private static Type? BaseOf(Type type) => OrNullIfNotLoadable(() => type.BaseType);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        _ => false, // properties and events show in their accessors, nested types for themselves
    };

    /// <summary>The real package's dependencies cannot be had: a member that needs their types is none of ours.</summary>
    private static string? TryDescribe(MemberInfo member) => OrNullIfNotLoadable(() => member switch
    {
        MethodInfo method => $"{Modifier(method)}{NameOf(method.ReturnType)} {method.Name}{Arity(method)}({Parameters(method)})",
        ConstructorInfo constructor => $"{Modifier(constructor)}.ctor({Parameters(constructor)})",
        FieldInfo field => $"{NameOf(field.FieldType)} {field.Name} = {(field.IsLiteral ? field.GetRawConstantValue() : "?")}",
        _ => null,
    });

    private static T? OrNullIfNotLoadable<T>(Func<T?> get)
        where T : class
    {
        try
        {
            return get();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string Modifier(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"`{method.GetGenericArguments().Length}" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private static string Describe(ParameterInfo parameter)
    {
        var isOpenEnded = parameter.GetCustomAttributesData().Any(attribute => attribute.AttributeType.FullName == typeof(ParamArrayAttribute).FullName);
        var defaultValue = parameter.IsOptional ? $" = {parameter.RawDefaultValue ?? "default"}" : "";
        return $"{(isOpenEnded ? "params " : "")}{NameOf(parameter.ParameterType)} {parameter.Name}{defaultValue}";
    }

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
            return $"{(type.DeclaringMethod is null ? "!" : "!!")}{type.GenericParameterPosition}";
        if (type.HasElementType)
            return NameOf(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        if (!type.IsGenericType)
            return type.FullName!;
        return $"{type.GetGenericTypeDefinition().FullName}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>";
    }
}
