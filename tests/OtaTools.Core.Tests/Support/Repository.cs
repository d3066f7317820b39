namespace OtaTools.Tests.Support;

/// <summary>Where the sources and the real firmware are on this computer.</summary>
internal static class Repository
{
    /// <summary>The folder of OtaTools.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string Server { get; } = Path.Combine(Root, "server");

    /// <summary>Real images, from OTATOOLS_FIRMWARE or beside the repository; null where there are none.</summary>
    public static string? Firmware { get; } = FindFirmware();

    /// <summary>The product's own C# files below a folder of server/.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder)
    {
        var top = Path.Combine(Server, folder);
        return Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(top, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Select(file => (file, File.ReadAllText(Path.Combine(top, file))));
    }

    private static string FindRoot()
    {
        // From the sources where the tests were built elsewhere than in the tree.
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory(), SourceFolder() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "OtaTools.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("OtaTools.sln is in no folder above the tests.");
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file) ?? "/";

    private static string? FindFirmware()
    {
        var folder = Environment.GetEnvironmentVariable("OTATOOLS_FIRMWARE") is { Length: > 0 } named ? named : Path.Combine(Root, "..", "shared", "firmware");
        return Directory.Exists(folder) ? folder : null;
    }
}
