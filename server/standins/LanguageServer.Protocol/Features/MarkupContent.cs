using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class MarkupContent
{
    [DataMember(Name = "kind")]
    public MarkupKind Kind { get; set; }

    [DataMember(Name = "value")]
    public string Value { get; set; } = "";
}
