using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CodeAction
{
    [DataMember(Name = "title")]
    public string Title { get; set; } = "";

    [DataMember(Name = "kind")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public CodeActionKind? Kind { get; set; }

    [DataMember(Name = "diagnostics")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Diagnostic[]? Diagnostics { get; set; }

    [DataMember(Name = "edit")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public WorkspaceEdit? Edit { get; set; }

    [DataMember(Name = "command")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Command? Command { get; set; }
}
