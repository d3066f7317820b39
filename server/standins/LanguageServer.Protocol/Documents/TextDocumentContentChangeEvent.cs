using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class TextDocumentContentChangeEvent
{
    /// <summary>Null where the text is all of the document.</summary>
    [DataMember(Name = "range")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Range? Range { get; set; }

    [DataMember(Name = "rangeLength")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public int? RangeLength { get; set; }

    [DataMember(Name = "text")]
    public string Text { get; set; } = "";
}
