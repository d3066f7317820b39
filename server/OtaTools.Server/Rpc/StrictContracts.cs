using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace OtaTools.Server.Rpc;

/// <summary>
/// JSON of the contract's records: camelCase names, enums as text, and a parameter that C# says is never null must be
/// there, so that a bad request is refused with -32602 and not found out later.
/// </summary>
internal sealed class StrictContracts : CamelCasePropertyNamesContractResolver
{
    private static readonly StringEnumConverter EnumAsText = new(new CamelCaseNamingStrategy(), allowIntegerValues: false);

    private readonly NullabilityInfoContext nullability = new();
    private readonly Lock reading = new();

    /// <summary>Our enums travel as text; those of LSP stay numbers.</summary>
    protected override JsonConverter? ResolveContractConverter(Type objectType) =>
        objectType.IsEnum && IsOurs(objectType) ? EnumAsText : base.ResolveContractConverter(objectType);

    protected override IList<JsonProperty> CreateConstructorParameters(ConstructorInfo constructor, JsonPropertyCollection memberProperties)
    {
        var properties = base.CreateConstructorParameters(constructor, memberProperties);
        if (constructor.DeclaringType is not { } type || !IsOurs(type))
        {
            return properties;
        }

        foreach (var parameter in constructor.GetParameters())
        {
            lock (reading)
            {
                if (!parameter.HasDefaultValue
                    && nullability.Create(parameter).WriteState == NullabilityState.NotNull
                    && properties.FirstOrDefault(p => p.UnderlyingName == parameter.Name) is { } property)
                {
                    property.Required = Required.Always;
                }
            }
        }

        return properties;
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("OtaTools.", StringComparison.Ordinal) == true;
}
