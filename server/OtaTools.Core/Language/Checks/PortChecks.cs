using System.Globalization;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>Whether somebody serves at the port of a URL that leads to this computer.</summary>
internal static class PortChecks
{
    public static IEnumerable<Problem> Of(FirmwareUrl url)
    {
        var parts = url.Parts;
        if (parts.HasPort && parts.PortNumber is null)
        {
            yield return Make(url, DiagnosticCodes.UrlInvalid, Severity.Error, Strings.PortInvalid(parts.Slice(parts.Port)));
        }
        else if (!url.IsHere || url.OwnPort is not { } port)
        {
            yield break;
        }
        else if (!parts.HasPort && (port != 80 || parts.SchemeText == "https"))
        {
            yield return Make(url, DiagnosticCodes.PortMissing, Severity.Warning, Strings.PortMissing(url.AskedPort!, port));
        }
        else if (parts.HasPort && parts.PortNumber != port)
        {
            // Another program may serve at that port, as long as we do not.
            yield return url.Facts.IsServed
                ? Make(url, DiagnosticCodes.PortDiffers, Severity.Warning, Strings.PortDiffers(parts.PortNumber!, port))
                : Make(url, DiagnosticCodes.PortDiffers, Severity.Remark, Strings.PortDiffersFromSetting(parts.PortNumber!, port));
        }
        else if (parts.SchemeText == "https")
        {
            yield return new Problem(DiagnosticCodes.SchemeUnsupported, Severity.Warning, url.SpanOf(parts.Scheme), Strings.HttpsNotServed())
            {
                Fixes = () => Problem.Offer(Strings.FixScheme("http://"), url.Replace(parts.Scheme, "http")),
            };
        }
    }

    private static Problem Make(FirmwareUrl url, string code, Severity severity, string message)
    {
        var parts = url.Parts;
        var written = parts.HasPort && parts.Port.Length > 0 ? parts.Port : parts.Host;
        return new Problem(code, severity, url.SpanOf(written), message) { Fixes = UsePort };

        IEnumerable<FixOffer> UsePort()
        {
            if (!url.IsHere || url.OwnPort is not { } port)
            {
                return [];
            }

            var number = port.ToString(CultureInfo.InvariantCulture);
            var place = parts.HasPort ? parts.Port : new TextSpan(parts.Host.End, parts.Host.End);
            return Problem.Offer(Strings.FixUsePort(port), url.Replace(place, parts.HasPort ? number : ":" + number));
        }
    }
}
