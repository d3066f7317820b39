using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

[JsonConverter(typeof(SumConverter))]
public readonly struct SumType<T1, T2, T3> : ISumType, IEquatable<SumType<T1, T2, T3>>
    where T1 : notnull
    where T2 : notnull
    where T3 : notnull
{
    public SumType(T1 val) => Value = val;

    public SumType(T2 val) => Value = val;

    public SumType(T3 val) => Value = val;

    public object? Value { get; }

    public static implicit operator SumType<T1, T2, T3>(T1 val) => new(val);

    public static implicit operator SumType<T1, T2, T3>(T2 val) => new(val);

    public static implicit operator SumType<T1, T2, T3>(T3 val) => new(val);

    public static bool operator ==(SumType<T1, T2, T3> left, SumType<T1, T2, T3> right) => left.Equals(right);

    public static bool operator !=(SumType<T1, T2, T3> left, SumType<T1, T2, T3> right) => !left.Equals(right);

    public bool Equals(SumType<T1, T2, T3> other) => Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is SumType<T1, T2, T3> other && Equals(other);

    public override int GetHashCode() => Value?.GetHashCode() ?? 0;
}
