using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol.Converters;

/// <summary>Keeps values that later versions of the protocol add: a trace setting must not make an initialization fail.</summary>
internal sealed class TraceSettingConverter : JsonConverter<TraceSetting>
{
    public override TraceSetting ReadJson(JsonReader reader, Type objectType, TraceSetting existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        reader.Value is string text ? new TraceSetting(text) : TraceSetting.Off;

    public override void WriteJson(JsonWriter writer, TraceSetting value, JsonSerializer serializer) => writer.WriteValue(value.ToString());
}
