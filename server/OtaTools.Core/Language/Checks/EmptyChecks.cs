using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Settings;

namespace OtaTools.Core.Language.Checks;

/// <summary>
/// Values left empty where that is a gap. In ota.py all are empty from the start, since /ota.json has them: there only
/// what was half filled in is spoken of.
/// </summary>
internal static class EmptyChecks
{
    public static IEnumerable<Problem> Of(SourceDocument document, SettingsFound found)
    {
        var isJson = document.Kind == DocumentKind.OtaJson;
        foreach (var setting in found.Used.Where(setting => setting.Text is { Value.Length: 0 }))
        {
            var span = setting.Text!.Span;
            if (setting.Kind == SettingKind.Ssid && (isJson || found.Of(SettingKind.Password).Any(IsFilled)))
            {
                yield return new Problem(DiagnosticCodes.SsidEmpty, Severity.Warning, span, Strings.SsidEmpty());
            }
            else if (setting.Kind == SettingKind.FirmwareUrl && (isJson || found.Of(SettingKind.Ssid).Any(IsFilled)))
            {
                yield return new Problem(DiagnosticCodes.UrlEmpty, isJson ? Severity.Warning : Severity.Remark, span, Strings.UrlEmpty());
            }
        }
    }

    private static bool IsFilled(Setting setting) => setting.Text is { Value.Length: > 0 };
}
