using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Verdicts;

/// <summary>Kinds of files in plain words.</summary>
internal static class Kinds
{
    public static string NameOf(FirmwareKind kind) => kind switch
    {
        FirmwareKind.App => Strings.KindNameApp(),
        FirmwareKind.FullFlash => Strings.KindNameFullFlash(),
        FirmwareKind.Bootloader => Strings.KindNameBootloader(),
        FirmwareKind.PartitionTable => Strings.KindNamePartitionTable(),
        FirmwareKind.Uf2 => Strings.KindNameUf2(),
        FirmwareKind.Elf => Strings.KindNameElf(),
        FirmwareKind.Map => Strings.KindNameMap(),
        FirmwareKind.WebPage => Strings.KindNameWebPage(),
        FirmwareKind.Text => Strings.KindNameText(),
        FirmwareKind.Pack => Strings.KindNamePack(),
        FirmwareKind.ImageFragment => Strings.KindNameFragment(),
        FirmwareKind.Empty => Strings.KindNameEmpty(),
        _ => Strings.KindNameUnknown(),
    };

    /// <summary>Why no OTA slot may take such a file, and what to do.</summary>
    public static string WhyNotAnApp(FirmwareKind kind) => kind switch
    {
        FirmwareKind.FullFlash => Strings.KindFullFlash(),
        FirmwareKind.Bootloader => Strings.KindBootloader(),
        FirmwareKind.PartitionTable => Strings.KindPartitionTable(),
        FirmwareKind.Uf2 => Strings.KindUf2(),
        FirmwareKind.Elf => Strings.KindElf(),
        FirmwareKind.Map => Strings.KindMap(),
        FirmwareKind.WebPage => Strings.KindWebPage(),
        FirmwareKind.Text => Strings.KindText(),
        FirmwareKind.Pack => Strings.KindPack(),
        FirmwareKind.ImageFragment => Strings.KindFragment(),
        FirmwareKind.Empty => Strings.KindEmpty(),
        _ => Strings.KindUnknown(),
    };
}
