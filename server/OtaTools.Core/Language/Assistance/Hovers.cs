using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Assistance;

internal static class Hovers
{
    public static HoverText? At(SourceDocument document, TextPosition position, WorkspaceFacts facts)
    {
        var offset = document.Source.OffsetOf(position);
        if (FirmwareUrl.In(document, facts).FirstOrDefault(url => url.Literal.Span.Touches(offset)) is { File: { } file } url)
        {
            return new HoverText(document.Source.RangeOf(url.Literal.Content), ImageHover.Of(url, file));
        }

        return DocumentSettings.Of(document).All.FirstOrDefault(setting => IsAt(setting, offset)) is { } found
            && SettingHover.Of(found.Kind, found.Name, document.Kind) is { } meaning
                ? new HoverText(document.Source.RangeOf(found.NameSpan), meaning)
                : null;
    }

    /// <summary>A URL without a file here is explained as its name is.</summary>
    private static bool IsAt(Setting setting, int offset) =>
        setting.NameSpan.Touches(offset) || (setting.Kind == SettingKind.FirmwareUrl && setting.Value?.Span.Touches(offset) == true);
}
