using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CodeLens
{
    [DataMember(Name = "range")]
    public Range Range { get; set; } = new();

    [DataMember(Name = "command")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Command? Command { get; set; }
}
