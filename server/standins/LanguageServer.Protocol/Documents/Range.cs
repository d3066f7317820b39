using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>The end is behind the last character.</summary>
[DataContract]
public class Range : IEquatable<Range>
{
    [DataMember(Name = "start")]
    public Position Start { get; set; } = new();

    [DataMember(Name = "end")]
    public Position End { get; set; } = new();

    public bool Equals(Range? other) => other is not null && Start.Equals(other.Start) && End.Equals(other.End);

    public override bool Equals(object? obj) => Equals(obj as Range);

    public override int GetHashCode() => HashCode.Combine(Start, End);
}
