namespace Microsoft.VisualStudio.LanguageServer.Protocol;

/// <summary>The names of methods and of special properties on the wire.</summary>
public static class Methods
{
    public const string InitializeName = "initialize";
    public const string InitializedName = "initialized";
    public const string ShutdownName = "shutdown";
    public const string ExitName = "exit";
    public const string WindowLogMessageName = "window/logMessage";
    public const string WindowShowMessageName = "window/showMessage";
    public const string ProgressNotificationName = "$/progress";
    public const string ProgressNotificationTokenName = "token";
    public const string WorkDoneTokenName = "workDoneToken";
}
