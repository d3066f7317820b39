using OtaTools.Core.Device.Transport;

namespace OtaTools.Server.Cli;

/// <summary>Ports as lines for a person: what to open, what is there, and the name that stays.</summary>
internal static class PortTable
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(IReadOnlyList<PortInfo> ports)
    {
        if (ports.Count == 0)
        {
            yield break;
        }

        string[][] rows = [.. ports.Select(Cells)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var (port, row) in ports.Zip(rows))
        {
            yield return string.Join(Gap, row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd();
            if (port.StableName is { } stableName)
            {
                yield return new string(' ', widths[0]) + Gap + stableName;
            }
        }
    }

    private static string[] Cells(PortInfo port) =>
    [
        port.Name,
        port.Chip ?? port.Kind switch
        {
            PortKind.Usb => "USB",
            PortKind.Modem => Messages.PortModem(),
            PortKind.Bluetooth => "Bluetooth",
            _ => "-",
        },
        port.VendorId is null ? "-" : $"{port.VendorId}:{port.ProductId}",
        port.SerialNumber ?? "-",
        string.Join(", ", new[] { port.Description, port.Manufacturer }.Where(text => text is not null)),
    ];
}
