namespace OtaTools.Core.Language.Settings;

/// <summary>What the board makes of values: server/device/ota.py.</summary>
/// <param name="Kinds">The kinds that it takes.</param>
/// <param name="Least">Of a number; a smaller one is taken as this.</param>
/// <param name="Most">Of a number; a greater one is taken as this.</param>
internal sealed record SettingLimits(ValueKind[] Kinds, double Least = double.MinValue, double Most = double.MaxValue, double Default = 0)
{
    public static SettingLimits? Of(SettingKind kind) => kind switch
    {
        SettingKind.FirmwareUrl or SettingKind.Ssid => new([ValueKind.Text]),
        SettingKind.Password => new([ValueKind.Text, ValueKind.Nothing]),
        SettingKind.Chunk => new([ValueKind.Number], 256, 4096, 4096),
        SettingKind.Wait => new([ValueKind.Number], 1, 600, 20),
        SettingKind.Trial => new([ValueKind.Number], 10, 3600, 120),
        SettingKind.Limit => new([ValueKind.Number], 60, Default: 1800),
        SettingKind.Networks => new([ValueKind.List]),
        SettingKind.PublicKey => new([ValueKind.Text, ValueKind.Nothing]),
        SettingKind.Scripts => new([ValueKind.Truth]),
        _ => null,
    };
}
