namespace OtaTools.Core;

/// <summary>Where this program keeps what it has to know again when it runs next.</summary>
internal static class StateFolder
{
    public const string Variable = "OTATOOLS_STATE_DIR";

    private const string Product = "otatools";

    /// <summary>What the variable names, else the platform's own place for a user's state.</summary>
    public static string Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Place(), Product);

    /// <summary>XDG's base directories on Linux, which .NET has no name for.</summary>
    private static string Place()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Application Support")
            : Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state) ? state
            : Path.Combine(home, ".local", "state");
    }
}
