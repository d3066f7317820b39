using System.Text;
using OtaTools.Core.Configuration;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Settings;

namespace OtaTools.Core.Language.Checks;

/// <summary>Networks and their passwords. No message holds a password, or any part of one.</summary>
internal static class WifiChecks
{
    public static IEnumerable<Problem> Of(SourceDocument document, SettingsFound found, WorkspaceFacts facts) =>
        found.Of(SettingKind.Ssid).SelectMany(OfSsid)
            .Concat(found.Of(SettingKind.Password).SelectMany(OfPassword))

            // What is overridden further below is in the history all the same.
            .Concat(facts.IsTracked ? found.All.Where(setting => setting.Kind == SettingKind.Password).SelectMany(password => OfTracked(document, found, password)) : []);

    private static IEnumerable<Problem> OfSsid(Setting ssid)
    {
        if (ssid.Text is not { Value.Length: > 0 } text)
        {
            yield break;
        }

        if (Placeholders.IsWord(text.Value))
        {
            yield return new Problem(DiagnosticCodes.SsidPlaceholder, Severity.Warning, text.Span, Strings.SsidPlaceholder(text.Value));
        }
        else if (Encoding.UTF8.GetByteCount(text.Value) is > BoardConfiguration.SsidBytes and var bytes)
        {
            yield return new Problem(DiagnosticCodes.SsidTooLong, Severity.Error, text.Span, Strings.SsidTooLong(bytes, BoardConfiguration.SsidBytes));
        }
    }

    private static IEnumerable<Problem> OfPassword(Setting password)
    {
        if (password.Text is not { Value.Length: > 0 } text)
        {
            yield break;
        }

        var bytes = Encoding.UTF8.GetByteCount(text.Value);
        if (Placeholders.IsWord(text.Value))
        {
            yield return new Problem(DiagnosticCodes.PasswordPlaceholder, Severity.Warning, text.Span, Strings.PasswordPlaceholder());
        }
        else if (bytes is < BoardConfiguration.PasswordBytesLeast or > BoardConfiguration.PasswordBytesMost)
        {
            yield return new Problem(
                DiagnosticCodes.PasswordLength, Severity.Error, text.Span, Strings.PasswordInvalid(BoardConfiguration.PasswordBytesLeast, BoardConfiguration.PasswordBytesMost - 1));
        }
        else if (bytes == BoardConfiguration.PasswordBytesMost && !text.Value.All(char.IsAsciiHexDigit))
        {
            yield return new Problem(DiagnosticCodes.PasswordLength, Severity.Error, text.Span, Strings.PasswordKeyNotHex(BoardConfiguration.PasswordBytesMost));
        }
    }

    private static IEnumerable<Problem> OfTracked(SourceDocument document, SettingsFound found, Setting password)
    {
        if (password.Text is not { Value.Length: > 0 } text || Placeholders.IsWord(text.Value))
        {
            yield break;
        }

        var ssid = found.SsidBeside(password)?.Text;
        var place = new PasswordPlace(document.Uri, document.Source.RangeOf(text.Span), ssid is null ? null : document.Source.RangeOf(ssid.Span));
        yield return new Problem(DiagnosticCodes.PasswordTracked, Severity.Warning, text.Span, Strings.PasswordTracked())
        {
            Fixes = () => [new FixOffer(Strings.FixMovePassword(), [], new EditorCommand(EditorCommands.MoveWifiPassword, place), IsPreferred: true)],
        };
    }
}
