namespace OtaTools.Core.Serving;

/// <summary>What became of an image that a board tried.</summary>
public enum BoardResult
{
    /// <summary>It runs, and proved itself.</summary>
    Updated,

    /// <summary>The board would not take it; nothing was written.</summary>
    Refused,

    /// <summary>It did not come through, or was not right in the flash.</summary>
    Failed,

    /// <summary>It ran, could not prove itself, and the board went back.</summary>
    RolledBack,

    /// <summary>It failed so often that the board does not try it any more.</summary>
    LeftAlone,
}

/// <param name="Image">Identity of the image that was tried: 16 hexadecimal digits.</param>
/// <param name="Version">Of that image, where it is one that was offered here.</param>
/// <param name="Reason">The board's own words, printable; null where it gave none.</param>
public sealed record BoardOutcome(BoardResult Result, string? Image, string? Version, string? Reason);

/// <param name="Path">Of the image, without what the name of a packed form or a manifest adds.</param>
/// <param name="Image">Its identity: 16 hexadecimal digits.</param>
/// <param name="Version">Such as v1.26.0, where it is MicroPython.</param>
public sealed record BoardOffer(string Path, string Image, string? Version);

/// <summary>A board that asked for firmware, as it told of itself; null is what it did not tell.</summary>
/// <param name="Id">MAC address where the board told it, else its IP address.</param>
/// <param name="Version">Of the firmware it runs, such as v1.25.0.</param>
/// <param name="Slot">ota_0, ota_1</param>
/// <param name="State">Of the running slot: VALID, PENDING_VERIFY, …</param>
/// <param name="Image">Identity of the running image: 16 hexadecimal digits.</param>
/// <param name="Scripts">Version of its device scripts.</param>
/// <param name="Offered">The image it asked for last.</param>
/// <param name="Outcome">What became of the last image that it tried.</param>
/// <param name="Downloading">Percent of the download that runs.</param>
/// <param name="Chip">Such as ESP32-S3.</param>
/// <param name="Rssi">Strength of the Wi-Fi signal at the board, in dBm.</param>
public record Board(
    string Id,
    string? Mac,
    string Address,
    DateTimeOffset LastSeen,
    string? Version,
    string? Slot,
    string? State,
    string? Image,
    string? Scripts,
    BoardOffer? Offered,
    BoardOutcome? Outcome,
    int? Downloading,
    string? Chip = null,
    int? Rssi = null)
{
    public const string Valid = "VALID", OnTrial = "PENDING_VERIFY";

    /// <summary>It runs what was offered to it, for good.</summary>
    internal bool HasOffer => Offered is { } offered && offered.Image == Image && State == Valid;
}
