namespace OtaTools.Core.Device.Transport;

/// <summary>What USB's ids say of a serial port, the same on every system.</summary>
internal static class UsbSerialChips
{
    private const string Espressif = "303a";
    private const string SerialJtag = "1001";
    private const string UsbBridge = "1002";

    /// <summary>Bridges by vendor and product; a vendor alone where it makes nothing else.</summary>
    private static readonly Dictionary<string, string> Bridges = new(StringComparer.Ordinal)
    {
        ["10c4:ea60"] = "CP210x",
        ["10c4:ea63"] = "CP210x",
        ["10c4:ea70"] = "CP2105",
        ["10c4:ea71"] = "CP2108",
        ["1a86:7522"] = "CH340",
        ["1a86:7523"] = "CH340",
        ["1a86:5523"] = "CH341",
        ["1a86:55d2"] = "CH342",
        ["1a86:55d3"] = "CH343",
        ["1a86:55d4"] = "CH9102",
        ["1a86:55d5"] = "CH344",
        ["0403:6001"] = "FT232R",
        ["0403:6010"] = "FT2232",
        ["0403:6011"] = "FT4232",
        ["0403:6014"] = "FT232H",
        ["0403:6015"] = "FT-X",
        ["067b:2303"] = "PL2303",
        ["067b:23a3"] = "PL2303",
        ["067b:23b3"] = "PL2303",
        ["067b:23c3"] = "PL2303",
        ["067b:23d3"] = "PL2303",
        [$"{Espressif}:{UsbBridge}"] = "ESP USB Bridge",
    };

    /// <summary>Boards whose own USB has other ids than Espressif's.</summary>
    private static readonly Dictionary<string, string> Boards = new(StringComparer.Ordinal)
    {
        ["2341:0070"] = "ESP32-S3 (Arduino Nano ESP32)",
    };

    /// <summary>Makers of mobile modems and telephones, whose serial ports take AT commands.</summary>
    private static readonly HashSet<string> ModemVendors = new(StringComparer.Ordinal)
    {
        "0421", "04e8", "05c6", "0af0", "0fce", "1199", "12d1", "1410", "18d1", "19d2", "1bc7", "1e0e", "22b8", "2c7c", "2cb7",
    };

    /// <returns>The port with its chip, as far as the ids are known, and its kind.</returns>
    public static PortInfo Identify(PortInfo port)
    {
        if (port.VendorId is null)
        {
            return port;
        }

        var ids = $"{port.VendorId}:{port.ProductId}";
        return Bridges.TryGetValue(ids, out var bridge) ? port with { Chip = bridge, Kind = PortKind.Bridge }
            : port.VendorId == Espressif ? port with { Chip = port.ProductId == SerialJtag ? "ESP32 (USB-Serial/JTAG)" : "ESP32-S2/S3 (USB)", Kind = PortKind.Board }
            : Boards.TryGetValue(ids, out var board) ? port with { Chip = board, Kind = PortKind.Board }
            : IsModem(port) ? port with { Kind = PortKind.Modem }
            : port with { Kind = PortKind.Usb };
    }

    /// <summary>
    /// Whether DTR and RTS may reset what is there. A USB stack that runs in the firmware only remembers them; where nothing
    /// is known of a port, lines may be wired.
    /// </summary>
    public static bool MayReset(PortInfo? port) => port?.Kind switch
    {
        PortKind.Board => port.ProductId == SerialJtag && port.VendorId == Espressif,
        PortKind.Usb or PortKind.Modem or PortKind.Bluetooth => false,
        _ => true,
    };

    private static bool IsModem(PortInfo port) =>
        ModemVendors.Contains(port.VendorId!) || (port.Description?.Contains("modem", StringComparison.OrdinalIgnoreCase) ?? false);
}
