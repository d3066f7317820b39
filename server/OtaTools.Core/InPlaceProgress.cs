namespace OtaTools.Core;

/// <summary>Reports at once, in order; Progress&lt;T&gt; would post to the pool.</summary>
public sealed class InPlaceProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
