namespace OtaTools.Tests.Support;

/// <summary>A test of something that only Linux has, such as /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Only on Linux.";
        }
    }
}
