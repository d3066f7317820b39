using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class DidSaveTextDocumentParams
{
    [DataMember(Name = "textDocument")]
    public TextDocumentIdentifier TextDocument { get; set; } = new();

    [DataMember(Name = "text")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Text { get; set; }
}
