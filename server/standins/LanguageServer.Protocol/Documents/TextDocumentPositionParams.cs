using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class TextDocumentPositionParams
{
    [DataMember(Name = "textDocument")]
    public TextDocumentIdentifier TextDocument { get; set; } = new();

    [DataMember(Name = "position")]
    public Position Position { get; set; } = new();
}
