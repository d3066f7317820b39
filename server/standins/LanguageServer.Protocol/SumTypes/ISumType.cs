namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>One value of one of several types.</summary>
public interface ISumType
{
    object? Value { get; }
}
