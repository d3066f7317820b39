using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>What becomes of a full flash image: decided, and nothing written.</summary>
internal sealed record OtaPlan(FullImageFile Source, BootloaderImage Bootloader, byte[] BootloaderRegion, long FlashSize, OtaLayout Layout)
{
    private const byte Blank = 0xFF;

    public double FreePercent => 100.0 * (Layout.SlotSize - Source.App.Length) / Layout.SlotSize;

    /// <summary>The file has bytes that neither bootloader, table nor app are: of a file system, say. They have no place in the new layout.</summary>
    public bool LosesData
    {
        get
        {
            var content = Source.Content.Span;
            var table = BootloaderRegion.Length + OtaLayout.TableLength;
            var app = (int)Source.Full.AppOffset!.Value;
            return content[Math.Min(table, app)..app].ContainsAnyExcept(Blank) || content[(app + Source.App.Length)..].ContainsAnyExcept(Blank);
        }
    }

    /// <param name="flashSize">Null for what the bootloader's header says.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FirmwareNotConvertible"/></exception>
    public static OtaPlan For(FullImageFile source, string name, long? flashSize)
    {
        var table = source.Full.Table ?? throw Refusal(Strings.ConversionTableDamaged(name));
        if (source.Image.Problems.Contains(ImageProblem.PartitionTableDamaged))
        {
            throw Refusal(Strings.ConversionTableDamaged(name));
        }

        var slots = table.Rows.Where(row => row.IsOtaSlot).ToArray();
        if (slots.Length > 1)
        {
            throw Refusal(Strings.ConversionHasSlots(name, string.Join(", ", slots.Select(slot => Strings.ConversionSlot(slot.Label, slot.Size)))));
        }

        var region = source.Content[..(int)(table.Offset - source.Full.FlashOffset)];
        var bootloader = BootloaderImage.Read(region.Span) ?? throw Refusal(Strings.ConversionBootloaderDamaged(name));
        var size = flashSize ?? bootloader.FlashSize ?? throw Refusal(Strings.ConversionFlashSizeUnknown(name));
        var changed = bootloader.WithFlashSize(size) ?? throw Refusal(Strings.ConversionBootloaderSigned(name, FlashSizes.NameOf(size)));
        var layout = OtaLayout.For(size, table.Offset, source.App.Length)
            ?? throw Refusal(Strings.ConversionFlashTooSmall(name, FlashSizes.NameOf(size), source.App.Length, OtaLayout.LeastFileSystem / 1024, FlashSizes.NameOf(FlashSizes.AtLeast(OtaLayout.FlashNeeded(table.Offset, source.App.Length)))));
        return new(source, bootloader, changed, size, layout);
    }

    public byte[] Build()
    {
        var start = Source.Full.FlashOffset;
        var file = new byte[Layout.SlotOffset - start + Source.App.Length];
        Array.Fill(file, Blank);
        BootloaderRegion.CopyTo(file, 0);
        PartitionTableWriter.Write(Layout.Rows).CopyTo(file, BootloaderRegion.Length);
        // otadata stays blank: the bootloader then starts ota_0 and writes the record itself.
        Source.App.Span.CopyTo(file.AsSpan((int)(Layout.SlotOffset - start)));
        return file;
    }

    private static OtaToolsException Refusal(string message) => new(ErrorCode.FirmwareNotConvertible, message);
}
