using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CodeActionContext
{
    [DataMember(Name = "diagnostics")]
    public Diagnostic[] Diagnostics { get; set; } = [];

    [DataMember(Name = "only")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public CodeActionKind[]? Only { get; set; }
}
