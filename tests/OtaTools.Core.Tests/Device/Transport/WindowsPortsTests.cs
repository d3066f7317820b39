using OtaTools.Core.Device.Transport;
using OtaTools.Core.Device.Transport.Windows;

namespace OtaTools.Core.Tests.Device.Transport;

public class WindowsPortsTests
{
    private const string Cp210x = @"USB\VID_10C4&PID_EA60\0001";
    private const string PortsClass = "{4d36e978-e325-11ce-bfc1-08002be10318}";

    [Fact]
    public void A_bridge_is_told_by_its_ids_and_serial_number()
    {
        var registry = new RecordedRegistry().Port(@"\Device\Silabser0", "COM5").Device(
            Cp210x, "COM5", "silabser", "@oem12.inf,%silabser.devicedesc%;Silicon Labs CP210x USB to UART Bridge (COM5)", "@oem12.inf,%mfg%;Silicon Labs");
        WindowsPorts.List(registry).ShouldBe(
            [new PortInfo("COM5", "Silicon Labs CP210x USB to UART Bridge", "Silicon Labs", "10c4", "ea60", "0001", Chip: "CP210x", Kind: PortKind.Bridge)]);
    }

    [Fact]
    public void A_device_without_a_serial_number_has_none_made_up()
    {
        var registry = new RecordedRegistry().Port(@"\Device\Serial2", "COM7")
            .Device(@"USB\VID_1A86&PID_7523\5&2c0e3b1a&0&2", "COM7", "CH341SER_A64", "USB-SERIAL CH340 (COM7)", "wch.cn");
        WindowsPorts.List(registry).ShouldBe([new PortInfo("COM7", "USB-SERIAL CH340", "wch.cn", "1a86", "7523", Chip: "CH340", Kind: PortKind.Bridge)]);
    }

    [Fact]
    public void A_function_of_a_board_with_USB_of_its_own_has_the_serial_number_of_the_board()
    {
        var registry = new RecordedRegistry().Port(@"\Device\USBSER000", "COM9")
            .Device(@"USB\VID_303A&PID_1001&MI_00\7&1a2b3c4d&0&0000", "COM9", "usbser", "@usbser.inf,%usbser.devicedesc%;USB Serial Device (COM9)", "@usbser.inf,%msft%;Microsoft")
            .Set(@"SYSTEM\CurrentControlSet\Enum\USB\VID_303A&PID_1001\34:85:18:00:00:01", ("ParentIdPrefix", "7&99999999&0"))
            .Set(@"SYSTEM\CurrentControlSet\Enum\USB\VID_303A&PID_1001\34:85:18:AB:CD:EF", ("ParentIdPrefix", "7&1a2b3c4d&0"));
        WindowsPorts.List(registry).ShouldBe([new PortInfo("COM9", "USB Serial Device", null, "303a", "1001", "34:85:18:AB:CD:EF", Chip: "ESP32 (USB-Serial/JTAG)", Kind: PortKind.Board)]);
    }

    [Theory]
    [InlineData(@"FTDIBUS\VID_0403+PID_6001+A50285BIA\0000", "A50285BIA")]
    [InlineData(@"FTDIBUS\VID_0403+PID_6001+6&1A2B3C&0&2\0000", null)]
    public void FTDIs_own_bus_is_read(string id, string? serialNumber)
    {
        var registry = new RecordedRegistry().Port(@"\Device\VCP0", "COM4").Device(id, "COM4", "FTSER2K", "USB Serial Port (COM4)", "FTDI");
        WindowsPorts.List(registry).ShouldBe([new PortInfo("COM4", "USB Serial Port", "FTDI", "0403", "6001", serialNumber, Chip: "FT232R", Kind: PortKind.Bridge)]);
    }

    [Fact]
    public void Of_two_boards_that_had_the_same_port_the_one_that_is_here_is_shown()
    {
        var registry = new RecordedRegistry().Port(@"\Device\Silabser0", "COM5")
            .Device(@"USB\VID_10C4&PID_EA60\0000", "COM5", "silabser", "An older one (COM5)", "Silicon Labs", isPresent: false)
            .Device(Cp210x, "com5", "silabser", "The one (COM5)", "Silicon Labs");
        WindowsPorts.List(registry).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            port => port.Description.ShouldBe("The one"),
            port => port.SerialNumber.ShouldBe("0001"));
    }

    [Fact]
    public void Ports_without_a_driver_that_lists_them_are_not_there()
    {
        var registry = new RecordedRegistry().Device(Cp210x, "COM5", "silabser", "Unplugged (COM5)", "Silicon Labs", isPresent: false);
        WindowsPorts.List(registry).ShouldBeEmpty();
    }

    [Fact]
    public void Bluetooth_and_modems_are_told_apart()
    {
        var registry = new RecordedRegistry()
            .Port(@"\Device\BthModem0", "COM3")
            .Port(@"\Device\BthModem1", "COM20")
            .Port(@"\Device\Serial0", "COM1")
            .Port(@"\Device\USBSER001", "COM11")
            .Device(@"BTHENUM\{00001101-0000-1000-8000-00805f9b34fb}_LOCALMFG&0000\7&2b&0&001122334455_C00000000", "COM3", "BTHMODEM", "@bthspp.inf,%bthspp%;Standard Serial over Bluetooth link (COM3)", "@bthspp.inf,%msft%;Microsoft")
            .Device(@"ACPI\PNP0501\0", "COM1", "Serial", "@msports.inf,%*pnp0501.devicedesc%;Communications Port (COM1)", "@msports.inf,%std%;(Standard port types)")
            .Device(@"USB\VID_12D1&PID_1506&MI_00\6&1&0&0000", "COM11", "usbser", "A modem", "Huawei", @class: "{4d36e96d-e325-11ce-bfc1-08002be10318}");
        WindowsPorts.List(registry).ShouldBe(
        [
            new PortInfo("COM1", "Communications Port"),
            new PortInfo("COM3", "Standard Serial over Bluetooth link", Kind: PortKind.Bluetooth),
            new PortInfo("COM11", "A modem", "Huawei", "12d1", "1506", Kind: PortKind.Modem),
            new PortInfo("COM20", Kind: PortKind.Bluetooth),
        ]);
    }

    [Theory]
    [InlineData("COM5", "COM5")]
    [InlineData("com5", "COM5")]
    [InlineData("COM5:", "COM5")]
    [InlineData(@"\\.\com10", "COM10")]
    [InlineData(@"\\.\CNCA0", "CNCA0")]
    public void A_port_has_one_name(string text, string name) => WindowsPorts.NameOf(text).ShouldBe(name);

    /// <summary>Keys and values in the form that Windows and the drivers give them.</summary>
    private sealed class RecordedRegistry : IRegistryView
    {
        private readonly Dictionary<string, Dictionary<string, string>> _keys = new(StringComparer.OrdinalIgnoreCase);

        public RecordedRegistry Port(string driver, string name) => Set(@"HARDWARE\DEVICEMAP\SERIALCOMM", (driver, name));

        public RecordedRegistry Device(
            string id, string port, string service, string name, string maker, string @class = PortsClass, bool isPresent = true)
        {
            var key = $@"SYSTEM\CurrentControlSet\Enum\{id}";
            Set($@"{key}\Device Parameters", ("PortName", port));
            Set(key, ("FriendlyName", name), ("Mfg", maker), ("Service", service), ("ClassGUID", @class));
            return isPresent ? Set($@"SYSTEM\CurrentControlSet\Services\{service}\Enum", ("0", id)) : this;
        }

        public RecordedRegistry Set(string key, params (string Name, string Text)[] values)
        {
            _keys.TryAdd(key, new(StringComparer.OrdinalIgnoreCase));
            foreach (var (name, text) in values)
            {
                _keys[key][name] = text;
            }

            return this;
        }

        public IReadOnlyList<string> KeysOf(string path) =>
        [
            .. _keys.Keys.Where(key => key.StartsWith(path + @"\", StringComparison.OrdinalIgnoreCase))
                .Select(key => key[(path.Length + 1)..].Split('\\')[0])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

        public IReadOnlyDictionary<string, string> ValuesOf(string path) => _keys.GetValueOrDefault(path) ?? [];
    }
}
