using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>The package knows versioned edits too.</summary>
[DataContract]
public class WorkspaceEdit
{
    [DataMember(Name = "changes")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Dictionary<string, TextEdit[]>? Changes { get; set; }
}
