using OtaTools.Core.Firmware.Images;

namespace OtaTools.Core.Firmware.Catalog;

/// <summary>What a person looks for in a list of images: the version and the board, by the bytes.</summary>
public static class FirmwareTitle
{
    /// <returns>"v1.26.0 · ESP32_GENERIC-OTA"; null where no MicroPython is in it.</returns>
    public static string? Of(FirmwareImage? image)
    {
        var app = image?.Full?.App ?? image;
        return app?.MicroPython is { } python ? $"{python.Version} · {python.Board ?? python.Machine ?? app.Chip}" : null;
    }
}
