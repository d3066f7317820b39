using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class DidChangeTextDocumentParams
{
    [DataMember(Name = "textDocument")]
    public VersionedTextDocumentIdentifier TextDocument { get; set; } = new();

    [DataMember(Name = "contentChanges")]
    public TextDocumentContentChangeEvent[] ContentChanges { get; set; } = [];
}
