using System.Reflection;

namespace OtaTools.Core;

/// <summary>The number of package.json, which the build puts into the assembly.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        (Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
