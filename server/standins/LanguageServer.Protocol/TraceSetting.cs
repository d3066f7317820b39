using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>How much the client wants to be told of the server's work.</summary>
/// <remarks>An enum in some versions of the package, a struct in others: compare with ==, do not switch.</remarks>
[JsonConverter(typeof(TraceSettingConverter))]
public readonly struct TraceSetting : IEquatable<TraceSetting>
{
    public static readonly TraceSetting Off = new("off");
    public static readonly TraceSetting Messages = new("messages");
    public static readonly TraceSetting Verbose = new("verbose");

    private readonly string? _value;

    internal TraceSetting(string value) => _value = value;

    public static bool operator ==(TraceSetting left, TraceSetting right) => left.Equals(right);

    public static bool operator !=(TraceSetting left, TraceSetting right) => !left.Equals(right);

    public bool Equals(TraceSetting other) => ToString() == other.ToString();

    public override bool Equals(object? obj) => obj is TraceSetting other && Equals(other);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value ?? "off";
}
