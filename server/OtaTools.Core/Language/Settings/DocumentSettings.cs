using System.Runtime.CompilerServices;
using OtaTools.Core.Language.Json;
using OtaTools.Core.Language.Python;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Settings;

/// <summary>The settings of a document, found once for each state of its text.</summary>
internal static class DocumentSettings
{
    private static readonly ConditionalWeakTable<SourceText, SettingsFound> Known = [];

    public static SettingsFound Of(SourceDocument document)
    {
        var kind = document.Kind;
        return Known.GetValue(document.Source, source => kind == DocumentKind.OtaJson ? JsonSettings.Of(source.Text) : PythonSettings.Of(source.Text));
    }
}
