using System.Runtime.Serialization;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>Between two UTF-16 code units of a line.</summary>
[DataContract]
public class Position : IEquatable<Position>
{
    public Position()
    {
    }

    public Position(int line, int character) => (Line, Character) = (line, character);

    [DataMember(Name = "line")]
    public int Line { get; set; }

    [DataMember(Name = "character")]
    public int Character { get; set; }

    public bool Equals(Position? other) => other is not null && (Line, Character) == (other.Line, other.Character);

    public override bool Equals(object? obj) => Equals(obj as Position);

    public override int GetHashCode() => HashCode.Combine(Line, Character);
}
