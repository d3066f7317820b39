using Microsoft.VisualStudio.LanguageServer.Protocol.Converters;
using Newtonsoft.Json;

namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <remarks>An enum in some versions of the package, a struct in others: compare with ==, do not switch.</remarks>
[JsonConverter(typeof(NamedValueConverter))]
public readonly record struct MarkupKind : INamedValue
{
    public static readonly MarkupKind PlainText = new("plaintext");
    public static readonly MarkupKind Markdown = new("markdown");

    internal MarkupKind(string value) => Value = value;

    internal string? Value { get; }

    string? INamedValue.Value => Value;
}
