using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>What hovers were made of before there was <see cref="MarkupContent"/>.</summary>
[DataContract]
public class MarkedString
{
    [DataMember(Name = "language")]
    public string Language { get; set; } = "";

    [DataMember(Name = "value")]
    public string Value { get; set; } = "";
}
