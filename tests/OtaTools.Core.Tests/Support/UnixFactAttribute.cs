namespace OtaTools.Tests.Support;

/// <summary>A test of something that only Unix has, such as links that need no privilege, or FIFOs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Only on Unix.";
        }
    }
}
