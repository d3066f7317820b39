using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Firmware.Conversion;

/// <param name="Message">For a person: what it is, and what it means for the board.</param>
public sealed record ConversionNote(Severity Severity, string Message);

/// <summary>What to know before an image with OTA slots is flashed.</summary>
internal static class ConversionNotes
{
    /// <summary>With less to spare the next release may be too long.</summary>
    private const double LittleFreePercent = 5;

    /// <summary>The first whose bootloader goes back to the old image by itself.</summary>
    private static readonly MicroPythonVersion RollbackSince = new(1, 21, 0, Preview: null);

    public static IReadOnlyList<ConversionNote> Of(OtaPlan plan)
    {
        var layout = plan.Layout;
        var free = plan.FreePercent;
        List<ConversionNote> notes =
        [
            new(Severity.Warning, Strings.NoteErases()),
            free < LittleFreePercent
                ? new(Severity.Warning, Strings.NoteLittleHeadroom(plan.Source.App.Length, layout.SlotSize, free))
                : new(Severity.Remark, Strings.NoteHeadroom(plan.Source.App.Length, layout.SlotSize, free)),
            FileSystem(plan),
            new(Severity.Remark, plan.Bootloader.FlashSize == plan.FlashSize
                ? Strings.NoteFlashSize(FlashSizes.NameOf(plan.FlashSize))
                : Strings.NoteFlashSizeChanged(FlashSizes.NameOf(plan.FlashSize))),
        ];
        if (plan.LosesData)
        {
            notes.Add(new(Severity.Warning, Strings.NoteDataLeftOut()));
        }

        if (plan.Source.AppImage.MicroPython is { Version: var version } && MicroPythonVersion.Parse(version) is { } parsed && parsed < RollbackSince)
        {
            notes.Add(new(Severity.Warning, Strings.NoteNoRollback(version)));
        }

        return [.. notes.OrderByDescending(note => note.Severity)];
    }

    private static ConversionNote FileSystem(OtaPlan plan)
    {
        const int kibi = 1024;
        var size = plan.Layout.FileSystemSize / kibi;
        return FileSystemBefore(plan) is { } before && before / kibi > size
            ? new(Severity.Remark, Strings.NoteFileSystemSmaller(size, before / kibi))
            : new(Severity.Remark, Strings.NoteFileSystem(size));
    }

    /// <summary>The row, or what MicroPython takes from v1.26 on: the rest of the flash.</summary>
    private static long? FileSystemBefore(OtaPlan plan)
    {
        var rows = plan.Source.Full.Table!.Rows;
        return rows.FirstOrDefault(row => row.Label is "vfs" or "ffat")?.Size
            ?? (plan.Bootloader.FlashSize is { } flash && rows.Count > 0 ? Math.Max(0, flash - rows.Max(row => row.Offset + row.Size)) : null);
    }
}
