using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Checks;

/// <summary>What ends a problem in one step.</summary>
internal sealed record FixOffer(string Title, IReadOnlyList<TextEdit> Edits, EditorCommand? Command = null, bool IsPreferred = false);

/// <summary>What is wrong at a place in a document.</summary>
internal sealed record Problem(string Code, Severity Severity, TextSpan Span, string Message)
{
    /// <summary>Asked only when somebody wants them: to look for the right file takes longer than to miss one.</summary>
    public Func<IEnumerable<FixOffer>> Fixes { get; init; } = () => [];

    /// <param name="edits">Null: the fix cannot be written there, and is not offered.</param>
    public static IEnumerable<FixOffer> Offer(string title, IReadOnlyList<TextEdit>? edits, bool isPreferred = true) =>
        edits is null ? [] : [new FixOffer(title, edits, IsPreferred: isPreferred)];
}
