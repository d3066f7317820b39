using System.Globalization;
using System.Text;
using OtaTools.Core.Firmware.Conversion;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Server.Features.Conversion;

/// <summary>What was made, what to know before it is flashed, and how to flash it.</summary>
internal static class OtaImageText
{
    /// <summary>All of it, for a terminal.</summary>
    public static string Of(OtaImage made)
    {
        var text = new StringBuilder()
            .AppendLine(made.Existed ? Messages.OtaImageBefore(made.Path) : Messages.OtaImageWritten(made.Path))
            .AppendLine();
        foreach (var row in made.Rows)
        {
            text.AppendLine(CultureInfo.CurrentCulture, $"  {row.Label,-8}  0x{row.Offset:x6}  {row.Size / 1024,6:N0} KiB");
        }

        return text.AppendLine().Append(HowToFlash(made)).ToString();
    }

    /// <summary>For an editor, which shows the rest as a page.</summary>
    public static string HowToFlash(OtaImage made)
    {
        var text = new StringBuilder();
        foreach (var note in made.Notes)
        {
            text.Append(note.Severity > Severity.Remark ? "! " : "- ").AppendLine(note.Message);
        }

        return text
            .AppendLine()
            .AppendLine(Messages.OtaImageFlash())
            .Append("  ").AppendLine(made.Commands.Erase)
            .Append("  ").AppendLine(made.Commands.Write)
            .AppendLine(Messages.OtaImageFlashBefore5())
            .Append("  ").AppendLine(made.Commands.EraseBefore5)
            .Append("  ").AppendLine(made.Commands.WriteBefore5)
            .Append(Messages.OtaImageThen())
            .ToString();
    }
}
