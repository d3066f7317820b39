using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Assistance;

/// <summary>Images of the workspace, inside the string of a firmware URL.</summary>
internal static class Completions
{
    private const int Most = 200;

    public static IEnumerable<Completion> At(SourceDocument document, TextPosition position, WorkspaceFacts facts)
    {
        var offset = document.Source.OffsetOf(position);
        var literal = DocumentSettings.Of(document).All
            .Where(setting => setting.Kind == SettingKind.FirmwareUrl)
            .Select(setting => setting.Text)
            .FirstOrDefault(text => text?.Content.Touches(offset) == true);
        return literal is { Pieces: [var piece] } && PlaceAt(document, literal, piece, offset, facts) is { } place
            ? ImageUrls.Offered(facts).Take(Most).Select((file, rank) => Make(document, place, file, rank, facts)).OfType<Completion>()
            : [];
    }

    /// <param name="Span">What is replaced; the cursor is in it.</param>
    /// <param name="IsPath">Behind host and port; else the whole URL.</param>
    /// <param name="Typed">From the beginning of the span to the cursor.</param>
    /// <param name="Ending">The quote that is missing.</param>
    private sealed record Place(TextSpan Span, bool IsPath, string Typed, StringStyle Style, string Ending);

    private static Place? PlaceAt(SourceDocument document, StringLiteral literal, StringPiece piece, int offset, WorkspaceFacts facts)
    {
        // A string without an end takes the rest of its line: a comment, or what was there before.
        var text = document.Source.Text;
        var end = piece.Content.End;
        if (!piece.IsClosed)
        {
            end = offset;
            while (end < piece.Content.End && !char.IsWhiteSpace(text[end]) && text[end] is not (',' or '}' or ')'))
            {
                end++;
            }
        }

        var cursor = literal.CharacterAt(offset);
        var parts = UrlText.Of(literal.Value[..literal.CharacterAt(end)]);
        var host = HostKinds.Of(parts.HostText, facts);
        var isForeign = host == HostKind.Elsewhere || (host == HostKind.Unknown && parts.SchemeText == "https");
        if (isForeign || document.Source.PositionOf(piece.Content.Start).Line != document.Source.PositionOf(end).Line)
        {
            return null;
        }

        var isPath = parts.SchemeText.Length > 0 && parts.Path.Length > 0 && cursor > parts.Path.Start;
        var span = new TextSpan(isPath ? literal.SourceOf(parts.Path.Start, parts.Path.Start + 1).Start : piece.Content.Start, end);
        if (offset < span.Start || (!isPath && facts.Reachable is null))
        {
            return null;
        }

        return new Place(span, isPath, text[span.Start..offset], piece.Style, piece.IsClosed ? "" : piece.Style.Quote);
    }

    private static Completion? Make(SourceDocument document, Place place, FirmwareFact file, int rank, WorkspaceFacts facts)
    {
        var inserted = place.IsPath ? file.UrlPath! : ImageUrls.WholeUrl(facts, file.UrlPath!);
        if (place.Style.Write(inserted) is not { } written)
        {
            return null;
        }

        string?[] detail = [file.Image?.MicroPython?.Version, file.Verdict?.Title];
        return new Completion(
            Uri.UnescapeDataString(file.UrlPath!).TrimStart('/'),
            string.Join(" · ", detail.OfType<string>()),
            ImageHover.CardOf(file),
            IsSubsequence(place.Typed, inserted) ? inserted : place.Typed,
            rank.ToString("d4", System.Globalization.CultureInfo.InvariantCulture),
            new TextEdit(document.Source.RangeOf(place.Span), written + place.Ending));
    }

    /// <summary>As editors filter. What was typed of another address would hide every image, and is to be replaced.</summary>
    private static bool IsSubsequence(string typed, string text)
    {
        var at = 0;
        foreach (var c in text)
        {
            at += at < typed.Length && char.ToLowerInvariant(typed[at]) == char.ToLowerInvariant(c) ? 1 : 0;
        }

        return at == typed.Length;
    }
}
