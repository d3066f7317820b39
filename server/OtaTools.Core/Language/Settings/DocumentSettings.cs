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
        var found = AllOf(document);
        return document.Kind == DocumentKind.OtaJson || HasOurChunk(document, found) ? found : found with { All = [.. found.All.Where(setting => setting.Kind != SettingKind.Chunk)] };
    }

    /// <summary>CHUNK is everybody's name: a program that only joins the Wi-Fi has one for something else.</summary>
    private static bool HasOurChunk(SourceDocument document, SettingsFound found) =>
        Path.GetFileName(document.Path) is "ota.py" or "boot.py" || found.All.Any(setting => setting.Kind == SettingKind.FirmwareUrl);

    private static SettingsFound AllOf(SourceDocument document)
    {
        var kind = document.Kind;
        return Known.GetValue(document.Source, source => kind == DocumentKind.OtaJson ? JsonSettings.Of(source.Text) : PythonSettings.Of(source.Text));
    }
}
