using System.Globalization;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Settings;
using OtaTools.Core.Language.Text;

namespace OtaTools.Core.Language.Checks;

/// <summary>Values of the wrong kind, and numbers beyond what the board goes by.</summary>
internal static class ValueChecks
{
    public static IEnumerable<Problem> Of(SourceDocument document, SettingsFound found) =>
        from setting in found.Used
        let problem = Judge(document, setting)
        where problem is not null
        select problem;

    private static Problem? Judge(SourceDocument document, Setting setting)
    {
        if (setting.Value is not { } value || SettingLimits.Of(setting.Kind) is not { } limits || (value.Kind == ValueKind.Expression && document.Kind == DocumentKind.Python))
        {
            return null;
        }

        if (!limits.Kinds.Contains(value.Kind))
        {
            return IsTakenAllTheSame(document, value, limits) ? null
                : limits.Kinds.Contains(ValueKind.Truth) ? new Problem(DiagnosticCodes.WrongType, Severity.Warning, value.Span, Strings.SettingNotTruth(setting.Name))
                : new Problem(DiagnosticCodes.WrongType, Severity.Error, value.Span, Strings.SettingWrongType(setting.Name, Expected(limits.Kinds[0])));
        }

        if (value.Kind != ValueKind.Number || (value.Number >= limits.Least && value.Number <= limits.Most))
        {
            return null;
        }

        var taken = value.Number < limits.Least ? limits.Least : limits.Most;
        var message = limits.Most < double.MaxValue
            ? Strings.SettingOutOfRange(setting.Name, limits.Least, limits.Most, taken)
            : Strings.SettingTooSmall(setting.Name, limits.Least);
        return new Problem(DiagnosticCodes.OutOfRange, Severity.Warning, value.Span, message)
        {
            Fixes = () => Problem.Offer(
                Strings.FixUseValue(taken), [new TextEdit(document.Source.RangeOf(value.Span), taken.ToString(CultureInfo.InvariantCulture))]),
        };
    }

    /// <summary>The board makes a number of a text; None in a program is as good as empty, though not in its file.</summary>
    private static bool IsTakenAllTheSame(SourceDocument document, SettingValue value, SettingLimits limits) => value.Kind switch
    {
        ValueKind.Nothing => document.Kind == DocumentKind.Python && limits.Kinds.Contains(ValueKind.Text),
        ValueKind.Text => limits.Kinds.Contains(ValueKind.Number) && double.TryParse(value.Text!.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static string Expected(ValueKind kind) => kind switch
    {
        ValueKind.Number => Strings.ExpectedNumber(),
        ValueKind.List => Strings.ExpectedNetworks(),
        _ => Strings.ExpectedText(),
    };
}
