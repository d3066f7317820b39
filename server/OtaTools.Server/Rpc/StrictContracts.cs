using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace OtaTools.Server.Rpc;

/// <summary>
/// JSON of the contract's records: camelCase names, enums as text; C#'s default values hold where a member is missing,
/// and what C# says is never null must be there, so that a bad request is refused with -32602 and not found out later.
/// </summary>
internal class StrictContracts : CamelCasePropertyNamesContractResolver
{
    private static readonly StringEnumConverter EnumAsText = new(new CamelCaseNamingStrategy(), allowIntegerValues: false);

    private readonly NullabilityInfoContext nullability = new();
    private readonly Lock reading = new();

    /// <summary>Our enums travel as text; those of LSP stay numbers.</summary>
    protected override JsonConverter? ResolveContractConverter(Type objectType) =>
        objectType.IsEnum && IsOurs(objectType) ? EnumAsText : base.ResolveContractConverter(objectType);

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        if (IsOurs(objectType) && contract.CreatorParameters.Count > 0 && objectType.GetConstructors() is [var constructor, ..])
        {
            foreach (var parameter in constructor.GetParameters())
            {
                // Newtonsoft asks the property what is required, and the creator's parameter for its value.
                foreach (var property in contract.Properties.Concat(contract.CreatorParameters).Where(p => p.UnderlyingName?.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase) == true))
                {
                    Apply(parameter, property);
                }
            }
        }

        return contract;
    }

    private void Apply(ParameterInfo parameter, JsonProperty property)
    {
        if (parameter.HasDefaultValue)
        {
            property.DefaultValue = parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum
                ? Enum.ToObject(parameter.ParameterType, value)
                : parameter.DefaultValue;
            property.DefaultValueHandling = DefaultValueHandling.Populate;
            return;
        }

        lock (reading)
        {
            if (nullability.Create(parameter).WriteState == NullabilityState.NotNull)
            {
                property.Required = Required.Always;
            }
        }
    }

    protected static bool IsOurs(Type type) => type.Namespace?.StartsWith("OtaTools.", StringComparison.Ordinal) == true;
}
