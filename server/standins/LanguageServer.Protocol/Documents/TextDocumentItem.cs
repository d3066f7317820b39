using System.Runtime.Serialization;
using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class TextDocumentItem
{
    [DataMember(Name = "uri")]
    [JsonConverter(typeof(DocumentUriConverter))]
    public Uri Uri { get; set; } = null!;

    [DataMember(Name = "languageId")]
    public string LanguageId { get; set; } = "";

    [DataMember(Name = "version")]
    public int Version { get; set; }

    [DataMember(Name = "text")]
    public string Text { get; set; } = "";
}
