using System.Reflection;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol.Converters;

/// <summary>A value of an open set, which travels as its name.</summary>
internal interface INamedValue
{
    string? Value { get; }
}

/// <summary>Keeps names that later versions of the protocol add: an unknown kind must not make a request fail.</summary>
internal sealed class NamedValueConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => typeof(INamedValue).IsAssignableFrom(Nullable.GetUnderlyingType(objectType) ?? objectType);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        reader.Value is string name
            ? Activator.CreateInstance(Nullable.GetUnderlyingType(objectType) ?? objectType, BindingFlags.Instance | BindingFlags.NonPublic, binder: null, [name], culture: null)
            : null;

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue((value as INamedValue)?.Value);
}
