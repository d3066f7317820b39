using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CompletionItem
{
    [DataMember(Name = "label")]
    public string Label { get; set; } = "";

    [DataMember(Name = "kind")]
    public CompletionItemKind Kind { get; set; }

    [DataMember(Name = "detail")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Detail { get; set; }

    [DataMember(Name = "documentation")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public SumType<string, MarkupContent>? Documentation { get; set; }

    [DataMember(Name = "preselect")]
    public bool Preselect { get; set; }

    [DataMember(Name = "sortText")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? SortText { get; set; }

    [DataMember(Name = "filterText")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? FilterText { get; set; }

    [DataMember(Name = "textEdit")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public TextEdit? TextEdit { get; set; }
}
