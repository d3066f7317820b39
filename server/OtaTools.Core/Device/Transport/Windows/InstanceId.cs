using System.Text.RegularExpressions;

namespace OtaTools.Core.Device.Transport.Windows;

/// <summary>A device as Windows names it: enumerator, device and instance, <c>USB\VID_10C4&amp;PID_EA60\0001</c>.</summary>
internal sealed partial record InstanceId(string Enumerator, string Device, string Instance)
{
    public string? VendorId => Ids is { Success: true } ids ? ids.Groups["vendor"].Value.ToLowerInvariant() : null;

    public string? ProductId => Ids is { Success: true } ids ? ids.Groups["product"].Value.ToLowerInvariant() : null;

    /// <summary>
    /// The device's own serial number. Windows makes up an instance with ampersands for one that has none, and for each function
    /// of a device that has several. FTDI's driver has its own bus, and puts the number, with a letter for the port, into the middle.
    /// </summary>
    public string? SerialNumber =>
        VendorId is not null && Named is { Length: > 0 } name && !name.Contains('&', StringComparison.Ordinal) ? name : null;

    private string Named => Enumerator.Equals("FTDIBUS", StringComparison.OrdinalIgnoreCase) ? Ids.Groups["serial"].Value : Instance;

    /// <summary>The device of which this is one function, or null where it is the device itself.</summary>
    public string? WholeDevice =>
        Device.IndexOf("&MI_", StringComparison.OrdinalIgnoreCase) is > 0 and var function ? Device[..function] : null;

    private Match Ids => IdsPattern().Match(Device);

    public override string ToString() => $@"{Enumerator}\{Device}\{Instance}";

    [GeneratedRegex(@"^VID_(?<vendor>[0-9A-F]{4})[&+]PID_(?<product>[0-9A-F]{4})(?:\+(?<serial>[^\\]*))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdsPattern();
}
