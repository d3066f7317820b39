using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace OtaTools.Server.Rpc;

/// <summary>
/// Contracts whose conversion errors name the place and not the value: a value may be a password, and errors are logged.
/// </summary>
internal sealed class DiscreetContracts : StrictContracts
{
    private static readonly Discretion Converter = new();

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        if (IsOurs(objectType) && objectType.Name.EndsWith("Params", StringComparison.Ordinal))
        {
            contract.Converter = Converter;
        }

        return contract;
    }

    private sealed class Discretion : JsonConverter
    {
        private readonly JsonSerializer plain = JsonSerializer.Create(new JsonSerializerSettings
        {
            ContractResolver = new StrictContracts(),
            DateParseHandling = DateParseHandling.None,
        });

        public override bool CanWrite => false;

        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        {
            try
            {
                return plain.Deserialize(reader, objectType);
            }
            catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidCastException)
            {
                // Without the cause: its message quotes the value.
                var path = (e as JsonSerializationException)?.Path ?? (e as JsonReaderException)?.Path ?? reader.Path;
                throw new JsonSerializationException(Messages.ParameterInvalid(path));
            }
        }

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }
}
