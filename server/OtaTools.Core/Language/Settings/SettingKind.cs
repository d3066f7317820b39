namespace OtaTools.Core.Language.Settings;

/// <summary>What a name in ota.py or a key of ota.json sets: server/device/README.md.</summary>
internal enum SettingKind
{
    FirmwareUrl,
    Ssid,
    Password,
    Chunk,

    // In ota.json only.
    Networks,
    Wait,
    Trial,
    Limit,
    PublicKey,
    Scripts,
    Unknown,
}
