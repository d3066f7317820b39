using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class Hover
{
    [DataMember(Name = "contents")]
    public SumType<SumType<string, MarkedString>, SumType<string, MarkedString>[], MarkupContent> Contents { get; set; }

    [DataMember(Name = "range")]
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Range? Range { get; set; }
}
