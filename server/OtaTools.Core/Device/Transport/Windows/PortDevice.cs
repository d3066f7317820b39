namespace OtaTools.Core.Device.Transport.Windows;

/// <summary>A device that has, or once had, a port: what the registry tells of it.</summary>
internal sealed record PortDevice(InstanceId Id, string PortName, IReadOnlyDictionary<string, string> Values, string? ParentSerialNumber)
{
    private const string ModemClass = "{4d36e96d-e325-11ce-bfc1-08002be10318}";

    public string? Service => Values.GetValueOrDefault("Service");

    public PortInfo ToPortInfo(string name) => new(
        name,
        WithoutPort(Readable("FriendlyName") ?? Readable("DeviceDesc")),
        Maker(Readable("Mfg")),
        Id.VendorId,
        Id.ProductId,
        ParentSerialNumber ?? Id.SerialNumber,
        Kind: Kind);

    private PortKind Kind =>
        Id.Enumerator.StartsWith("BTH", StringComparison.OrdinalIgnoreCase) ? PortKind.Bluetooth
        : ModemClass.Equals(Values.GetValueOrDefault("ClassGUID"), StringComparison.OrdinalIgnoreCase) ? PortKind.Modem
        : Id.VendorId is not null ? PortKind.Usb
        : PortKind.Other;

    /// <summary>Text out of a driver's file stands behind its place there: <c>@oem12.inf,%mfg%;Silicon Labs</c>.</summary>
    private string? Readable(string name) =>
        Values.GetValueOrDefault(name)?.Split(';')[^1].Trim() is { Length: > 0 } text && text[0] != '@' ? text : null;

    private string? WithoutPort(string? text) => text?.Replace($"({PortName})", "", StringComparison.OrdinalIgnoreCase).Trim();

    /// <summary>Windows' own drivers name themselves there, or a kind of device in parentheses.</summary>
    private static string? Maker(string? text) => text is null or "Microsoft" || text[0] == '(' ? null : text;
}
