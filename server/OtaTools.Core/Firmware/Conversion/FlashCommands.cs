using System.Globalization;

namespace OtaTools.Core.Firmware.Conversion;

/// <summary>How a full flash image gets onto a board over USB: commands for a shell.</summary>
/// <param name="Erase">With esptool 5 and later.</param>
/// <param name="Write">With esptool 5 and later.</param>
/// <param name="EraseBefore5">With esptool 4 and earlier.</param>
/// <param name="WriteBefore5">With esptool 4 and earlier.</param>
public sealed record FlashCommands(string Erase, string Write, string EraseBefore5, string WriteBefore5)
{
    /// <param name="chip">ESP32-S3</param>
    /// <param name="offset">Where the file's first byte goes.</param>
    internal static FlashCommands For(string path, string? chip, long offset)
    {
        var chosen = chip is not null && chip.StartsWith("ESP", StringComparison.Ordinal) ? $" --chip {chip.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}" : "";
        var what = string.Create(CultureInfo.InvariantCulture, $"0x{offset:x} {Quoted(path)}");
        return new($"esptool{chosen} erase-flash", $"esptool{chosen} write-flash {what}", $"esptool.py{chosen} erase_flash", $"esptool.py{chosen} write_flash {what}");
    }

    /// <summary>As cmd and PowerShell, or as a Unix shell wants it.</summary>
    private static string Quoted(string path)
    {
        if (path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '\\' or ':' or '.' or '-' or '_') && !(path.Contains('\\') && !OperatingSystem.IsWindows()))
        {
            return path;
        }

        return OperatingSystem.IsWindows() ? $"\"{path}\"" : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
