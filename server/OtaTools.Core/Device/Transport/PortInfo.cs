namespace OtaTools.Core.Device.Transport;

/// <summary>What is behind a serial port, as far as it can be told.</summary>
public enum PortKind
{
    /// <summary>An Espressif chip's own USB.</summary>
    Board,

    /// <summary>A USB-to-UART bridge, as most boards carry.</summary>
    Bridge,

    /// <summary>Another USB device with a serial port.</summary>
    Usb,

    /// <summary>Of this computer itself, or not known.</summary>
    Other,
    Modem,
    Bluetooth,
}

/// <param name="Name">What to open: /dev/ttyUSB0, /dev/cu.usbserial-0001, COM5.</param>
/// <param name="VendorId">USB vendor id, 4 hexadecimal digits in lower case, or null where the system does not tell.</param>
/// <param name="StableName">Stays the same when the device is plugged in again: /dev/serial/by-id/…; null where there is none.</param>
/// <param name="Chip">The bridge or chip by its ids: CP210x, CH340, ESP32-S3 (USB-Serial/JTAG).</param>
public sealed record PortInfo(
    string Name,
    string? Description = null,
    string? Manufacturer = null,
    string? VendorId = null,
    string? ProductId = null,
    string? SerialNumber = null,
    string? StableName = null,
    string? Chip = null,
    PortKind Kind = PortKind.Other);
