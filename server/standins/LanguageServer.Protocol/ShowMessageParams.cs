using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[DataContract]
public class ShowMessageParams
{
    [DataMember(Name = "type")]
    public MessageType MessageType { get; set; }

    [DataMember(Name = "message")]
    public string Message { get; set; } = "";
}
