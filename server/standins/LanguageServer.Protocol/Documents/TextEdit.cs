using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class TextEdit
{
    [DataMember(Name = "range")]
    public Range Range { get; set; } = new();

    [DataMember(Name = "newText")]
    public string NewText { get; set; } = "";
}
