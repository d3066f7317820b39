namespace OtaTools.Server;

/// <summary>What holds where neither a request nor an option says otherwise.</summary>
internal static class DeviceDefaults
{
    /// <summary>MicroPython's UART REPL on the ESP32.</summary>
    public const int Baud = 115200;

    /// <summary>A board that just reset needs about two seconds to its prompt; one that looks up a name without a DNS server is deaf for about fifteen.</summary>
    public const double TimeoutSeconds = 20;

    public const double LongestTimeoutSeconds = 600;

    /// <summary>A time-out as it was asked for, within reason.</summary>
    public static TimeSpan Timeout(double seconds) => TimeSpan.FromSeconds(Math.Clamp(double.IsFinite(seconds) ? seconds : TimeoutSeconds, 0.1, LongestTimeoutSeconds));
}
