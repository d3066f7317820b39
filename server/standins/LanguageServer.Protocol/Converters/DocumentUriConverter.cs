using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol.Converters;

/// <summary>Reads file URIs as VS Code writes them: <c>file:///c%3A/folder</c>, whose drive Uri would not see.</summary>
internal sealed partial class DocumentUriConverter : JsonConverter<Uri>
{
    public override Uri? ReadJson(JsonReader reader, Type objectType, Uri? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        if (reader.Value is not string text)
            return null;

        return Uri.TryCreate(EscapedDrive().Replace(text, "$1:"), UriKind.Absolute, out var uri)
            ? uri
            : throw new JsonSerializationException($"'{text}' is no absolute URI.");
    }

    public override void WriteJson(JsonWriter writer, Uri? value, JsonSerializer serializer) => writer.WriteValue(value?.AbsoluteUri);

    [GeneratedRegex("(?<=^file:///)([A-Za-z])%3A", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EscapedDrive();
}
