using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class ServerCapabilities
{
    /// <summary>As in the package, documents are followed unless this is set to null: say what you want.</summary>
    [DataMember(Name = "textDocumentSync")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public TextDocumentSyncOptions? TextDocumentSync { get; set; } = new() { OpenClose = true };

    [DataMember(Name = "experimental")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public object? Experimental { get; set; }
}
