using System.Net;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Language;

/// <summary>A firmware file of the folder that is, or would be, served.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="UrlPath">With a leading slash, escaped as in a URL; null where it would never be served.</param>
/// <param name="Image">What it is; null where it cannot be read.</param>
/// <param name="Verdict">Beside the board of <see cref="WorkspaceFacts.Board"/>, where there is one; null where it cannot be read.</param>
public sealed record FirmwareFact(string Path, string? UrlPath, FirmwareImage? Image, string? Unreadable, ImageVerdict? Verdict);

/// <param name="Root">The folder that is served.</param>
public sealed record ServingFact(string Root, int Port);

/// <summary>What a name was found to be.</summary>
/// <param name="Addresses">Empty: it does not resolve.</param>
public sealed record ResolvedName(IReadOnlyList<IPAddress> Addresses);

/// <summary>
/// What is known around one document, found out before: judging a text does no I/O. What is not known yet is null or
/// missing, and nothing is said of it.
/// </summary>
public sealed record WorkspaceFacts
{
    /// <summary>The folder whose files boards are offered: URL paths begin there. Null where the document is in none.</summary>
    public string? Root { get; init; }

    public IReadOnlyList<FirmwareFact> Files { get; init; } = [];

    /// <summary>The first list is complete: what is not in <see cref="Files"/> is not there.</summary>
    public bool FilesKnown { get; init; }

    /// <summary>Null while nothing is served.</summary>
    public ServingFact? Serving { get; init; }

    /// <summary>The port that would be served on, by the settings.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>Of this computer; empty where they are not known.</summary>
    public IReadOnlyList<LanInterface> Addresses { get; init; } = [];

    /// <summary>The address by which the board reaches this computer; null where it is not known.</summary>
    public IPAddress? Reachable { get; init; }

    /// <summary>The device is a simulated board on this computer, which reaches it by 127.0.0.1.</summary>
    public bool DeviceOnLoopback { get; init; }

    /// <summary>What was last learnt of the device.</summary>
    public BoardFacts? Board { get; init; }

    /// <summary>git tracks the document's file.</summary>
    public bool IsTracked { get; init; }

    /// <summary>By lower-case name: what became of those of <see cref="FirmwareLanguage.HostsOf"/>.</summary>
    public IReadOnlyDictionary<string, ResolvedName> Names { get; init; } = new Dictionary<string, ResolvedName>();

    /// <summary>This folder is being served.</summary>
    public bool IsServed => Serving is { } serving && Root is not null && string.Equals(
        Path.TrimEndingDirectorySeparator(serving.Root),
        Path.TrimEndingDirectorySeparator(Root),
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
