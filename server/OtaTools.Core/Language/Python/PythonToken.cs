using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Python;

internal enum PythonTokenKind
{
    Name,
    Number,
    Text,

    /// <summary>One character: brackets, operators.</summary>
    Operator,

    /// <summary>The end of a line that no bracket and no backslash joins with the next.</summary>
    LineEnd,
    End,
}

/// <param name="IsFirst">The first of its line in the file.</param>
/// <param name="Column">Characters before it in that line; only for the first.</param>
/// <param name="Text">Of a string.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, TextSpan Span, bool IsFirst = false, int Column = 0, StringToken Text = default);
