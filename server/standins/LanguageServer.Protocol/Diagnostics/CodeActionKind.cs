using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>A name with dots, from the general to the special.</summary>
/// <remarks>An enum in some versions of the package, a struct in others: compare with ==, do not switch.</remarks>
[JsonConverter(typeof(NamedValueConverter))]
public readonly record struct CodeActionKind : INamedValue
{
    public static readonly CodeActionKind QuickFix = new("quickfix");

    [JsonConstructor]
    internal CodeActionKind(string value) => Value = value;

    internal string? Value { get; }

    string? INamedValue.Value => Value;
}
