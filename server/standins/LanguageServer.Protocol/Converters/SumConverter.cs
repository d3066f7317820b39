using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.VisualStudio.LanguageServer.Protocol.Converters;

/// <summary>A sum travels as its value; what comes is of the first type whose JSON it can be.</summary>
internal sealed class SumConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => typeof(ISumType).IsAssignableFrom(Nullable.GetUnderlyingType(objectType) ?? objectType);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var token = JToken.ReadFrom(reader);
        if (token.Type == JTokenType.Null)
            return null;

        var sum = Nullable.GetUnderlyingType(objectType) ?? objectType;
        foreach (var type in sum.GetGenericArguments().Where(type => Fits(token.Type, type)))
            return Activator.CreateInstance(sum, token.ToObject(type, serializer));

        throw new JsonSerializationException($"A value of the kind {token.Type} is none of those that belong here.");
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => serializer.Serialize(writer, (value as ISumType)?.Value);

    private static bool Fits(JTokenType kind, Type type) =>
        type == typeof(string) ? kind == JTokenType.String
        : type == typeof(int) ? kind == JTokenType.Integer
        : type.IsArray ? kind == JTokenType.Array
        : typeof(ISumType).IsAssignableFrom(type) ? type.GetGenericArguments().Any(part => Fits(kind, part))
        : kind == JTokenType.Object;
}
