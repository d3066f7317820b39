using System.Net;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Text;
using OtaTools.Core.Serving;
using OtaTools.Core.Serving.Addresses;

namespace OtaTools.Core.Tests.Language;

/// <summary>A workspace as the editor knows it, and documents in it.</summary>
internal static class Workspace
{
    public const string Root = "/ws";

    public const string Good = "ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin", Older = "ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin";

    public static BoardFacts Board { get; } = new("Generic ESP32 module with OTA with ESP32", 0, 0x18_0000, Version: "v1.25.0");

    /// <summary>A computer in the Wi-Fi's network, with containers, a board that was looked at, and a few files.</summary>
    public static WorkspaceFacts Idle { get; } = new()
    {
        Root = Root,
        FilesKnown = true,
        Files =
        [
            File("OTA/" + Good, App("v1.26.0")),
            File("OTA/" + Older, App("v1.25.0")),
            File("OTA/full.bin", Full()),
            File("OTA/c3.app-bin", App("v1.26.0") with { ChipId = 5, Chip = "ESP32-C3" }),
            File("OTA/long.app-bin", App("v1.26.0") with { Length = 0x19_0000 }),
            File("OTA/page.app-bin", new FirmwareImage(FirmwareKind.WebPage, 300)),
        ],
        Board = Board,
        Port = 8000,
        Addresses = [Interface("wlan0", "192.168.1.20"), Interface("docker0", "172.17.0.1", isVirtual: true)],
        Reachable = IPAddress.Parse("192.168.1.20"),
    };

    public static WorkspaceFacts Served { get; } = Idle with { Serving = new ServingFact(Root, 8000) };

    public static FirmwareImage App(string version) => new(
        FirmwareKind.App,
        1_447_440,
        ChipId: 0,
        Chip: "ESP32",
        Sha256: new string('a', 64),
        ImageLength: null,
        MicroPython: new MicroPythonInfo(version, "2025-08-09", "ESP32_GENERIC-OTA", "Generic ESP32 module with OTA with ESP32", "OTA", true));

    public static FirmwareImage Full() => new(FirmwareKind.FullFlash, 1_508_880, ChipId: 0, Chip: "ESP32")
    {
        Full = new FullFlash(0x1000, null, App("v1.26.0"), 0xF000),
    };

    public static FirmwareFact File(string relative, FirmwareImage image) => new(
        $"{Root}/{relative}",
        "/" + string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)),
        image,
        null,
        Verdict.Of(image, Board));

    public static LanInterface Interface(string name, string address, bool isVirtual = false) =>
        new(name, name, IPAddress.Parse(address), HasGateway: !isVirtual, isVirtual ? AddressKind.Vpn : AddressKind.Ethernet);

    public static SourceDocument PythonFile(string text, string name = "ota.py") => new($"file://{Root}/{name}", $"{Root}/{name}", DocumentKind.Python, new SourceText(text));

    public static SourceDocument JsonFile(string text) => new($"file://{Root}/ota.json", $"{Root}/ota.json", DocumentKind.OtaJson, new SourceText(text));

    public static SourceDocument Url(string url) => PythonFile($"FW_URL = \"{url}\"\n");

    /// <summary>Takes the sign ‸ out of a text: the cursor was there.</summary>
    public static (SourceDocument Document, TextPosition Cursor) AtCursor(Func<string, SourceDocument> make, string text)
    {
        var at = text.IndexOf('‸', StringComparison.Ordinal);
        var document = make(text.Remove(at, 1));
        return (document, document.Source.PositionOf(at));
    }

    /// <summary>Code and marked text of each diagnostic.</summary>
    public static IEnumerable<string> Marked(SourceDocument document, WorkspaceFacts facts) =>
        FirmwareLanguage.Diagnose(document, facts).Select(one => $"{one.Code} {document.Source.Slice(document.Source.SpanOf(one.Range))}");

    public static IReadOnlyList<Fix> Fixes(SourceDocument document, WorkspaceFacts facts, string code) =>
        [.. FirmwareLanguage.FixesFor(document, document.Source.RangeOf(new TextSpan(0, document.Source.Length)), null, facts).Where(fix => fix.Diagnostic.Code == code)];

    /// <summary>The text after the preferred fix of a diagnostic.</summary>
    public static string Fixed(SourceDocument document, WorkspaceFacts facts, string code) =>
        document.Source.With(Fixes(document, facts, code).First(fix => fix.IsPreferred).Edits).Text;
}
