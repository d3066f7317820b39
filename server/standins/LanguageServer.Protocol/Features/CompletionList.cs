using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class CompletionList
{
    [DataMember(Name = "isIncomplete")]
    public bool IsIncomplete { get; set; }

    [DataMember(Name = "items")]
    public CompletionItem[] Items { get; set; } = [];
}
