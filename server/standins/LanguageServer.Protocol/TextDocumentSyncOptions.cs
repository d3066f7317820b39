using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class TextDocumentSyncOptions
{
    [DataMember(Name = "openClose")]
    public bool OpenClose { get; set; }

    [DataMember(Name = "change")]
    public TextDocumentSyncKind Change { get; set; }
}
