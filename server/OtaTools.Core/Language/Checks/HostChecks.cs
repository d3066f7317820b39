using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language.Urls;

namespace OtaTools.Core.Language.Checks;

/// <summary>Whether a board can reach the host of a URL. A computer elsewhere that serves firmware is nobody's mistake.</summary>
internal static class HostChecks
{
    public static IEnumerable<Problem> Of(FirmwareUrl url)
    {
        var host = url.Parts.Slice(url.Parts.Host);
        Problem? problem = url.Host switch
        {
            HostKind.Loopback when !url.Facts.DeviceOnLoopback => Make(DiagnosticCodes.HostLoopback, Severity.Error, Strings.HostLoopback(host)),
            HostKind.ThisComputerVirtually => Make(DiagnosticCodes.HostVirtual, Severity.Warning, Strings.HostVirtual(host, VirtualName(url))),
            HostKind.Unresolved => Make(DiagnosticCodes.HostUnresolved, Severity.Warning, Strings.HostUnresolved(host)),
            HostKind.OtherPrivate when url.File is not null => Make(DiagnosticCodes.HostNotThisComputer, Severity.Warning, Strings.HostNotThisComputer(host)),

            // Another server, most likely, and still the port that only ours is known to use.
            HostKind.OtherPrivate when url.AskedPort == url.OwnPort => Make(DiagnosticCodes.HostNotThisComputer, Severity.Remark, Strings.HostPerhapsNotThisComputer(host)),
            _ => null,
        };
        return problem is null ? [] : [problem];

        Problem Make(string code, Severity severity, string message) =>
            new(code, severity, url.SpanOf(url.Parts.Host), message) { Fixes = () => UseReachable(url) };
    }

    public static IEnumerable<FixOffer> UseReachable(FirmwareUrl url) => url.Facts.Reachable is { } address
        ? Problem.Offer(Strings.FixUseAddress(address), url.Replace(url.Parts.Host, address.ToString()))
        : [];

    private static string VirtualName(FirmwareUrl url) =>
        url.Facts.Addresses.FirstOrDefault(own => own.IsVirtual && own.Address.ToString() == url.Parts.HostText)?.Name ?? "";
}
