namespace OtaTools.Tests.Support;

/// <summary>A test on official MicroPython builds; skipped, and shown as skipped, where they are not on this computer.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealFirmwareTheoryAttribute : TheoryAttribute
{
    public RealFirmwareTheoryAttribute()
    {
        if (Repository.Firmware is null)
        {
            Skip = "No real firmware here: set OTATOOLS_FIRMWARE to a folder of official images.";
        }
    }
}
