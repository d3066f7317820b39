using OtaTools.Core.Connection;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core;

/// <summary>
/// Why something could not be done. The numbers are the codes of JSON-RPC errors (server/PROTOCOL.md) and never change;
/// the hundreds are families: 1 the link to the board, 2 Python on the board, 3 firmware files, 4 serving, 5 an update, 6 configuration,
/// 7 keys and signatures, 8 publishing, 9 the fleet, 10 the way from the board to the server.
/// </summary>
public enum ErrorCode
{
    DeviceNotFound = 1101,
    DeviceBusy = 1102,
    DeviceNoPermission = 1103,
    DeviceDisconnected = 1104,
    DeviceNoAnswer = 1105,
    DeviceProtocol = 1106,
    DeviceAddressInvalid = 1107,
    DeviceNotSelected = 1108,
    DeviceNotMicroPython = 1109,
    DeviceInDownloadMode = 1110,
    DeviceNotInterruptible = 1111,

    DevicePython = 1201,
    DeviceFileSystem = 1202,
    BootPyForeign = 1203,
    DeviceWriteCorrupt = 1204,
    DeviceImageOnTrial = 1205,
    BoardFileNotFound = 1206,
    BoardPathInvalid = 1207,
    LocalFileFailed = 1208,

    FirmwareUnreadable = 1301,
    FirmwareUnusable = 1302,
    FirmwareDoesNotFit = 1303,
    FirmwareWrongChip = 1304,
    DeviceHasNoSlots = 1305,
    FirmwareNotWritten = 1306,
    FirmwareLosesFileSystem = 1307,
    FirmwareNotAdvised = 1308,
    FirmwareFileExists = 1309,
    FirmwareNotConvertible = 1310,

    PortInUse = 1401,
    ServeFolderMissing = 1402,
    NoAddress = 1403,
    ServeFailed = 1404,
    ServingBusy = 1405,

    UpdateFailed = 1501,
    UpdateTimedOut = 1502,
    UpdateRolledBack = 1503,
    UpdateLeftAlone = 1504,

    ConfigurationInvalid = 1601,

    SigningKeyUnreadable = 1701,
    SigningKeyUnusable = 1702,
    SigningKeyExists = 1703,
    SigningKeyPassphrase = 1704,
    ManifestInvalid = 1705,
    ManifestNotWritten = 1706,

    PublishTargetInvalid = 1801,
    StoreNotReachable = 1802,
    StoreCredentialsMissing = 1803,
    StoreAccessDenied = 1804,
    StoreKeyWrong = 1805,
    StoreClockWrong = 1806,
    StoreBucketMissing = 1807,
    StoreRegionWrong = 1808,
    StoreTls = 1809,
    StoreTimedOut = 1810,
    StoreBusy = 1811,
    StoreFailed = 1812,
    StoreFolderFailed = 1813,
    PublishRaced = 1814,
    PublishUnsigned = 1815,
    PublishFileDiffers = 1816,
    PublishNotReadable = 1817,
    PublishVerificationFailed = 1818,
    PublishOptionInvalid = 1819,
    PointerUnusable = 1820,
    ReleaseUnknown = 1821,
    ReleaseWithdrawn = 1822,

    FleetNotServed = 1901,
    BoardUnknown = 1902,
    BoardNotNamed = 1903,
    RolloutUnknown = 1904,
    RolloutInvalid = 1905,
    FleetStateUnwritable = 1906,

    BoardCannotReachServer = 2001,
}

/// <summary>A failure that a user is told about: what happened, why, and what to do next, in the user's language.</summary>
public sealed class OtaToolsException(ErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ErrorCode Code { get; } = code;

    /// <summary>What the board said, unabridged: a traceback or the last bytes seen. Data for a log, not for a message.</summary>
    public string? Evidence { get; init; }

    /// <summary>What is wrong with the firmware file, where that is the failure: how to mend it, and whether it may be sent all the same.</summary>
    public Finding? Finding { get; init; }

    /// <summary>Why the board does not reach the server, where that is the failure.</summary>
    public ConnectionReport? Connection { get; init; }
}
