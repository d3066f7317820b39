namespace OtaTools.Core.Language;

/// <summary>The extension's commands that answers lead to.</summary>
public static class EditorCommands
{
    public const string StartServing = "otaTools.startServing";

    public const string StopServing = "otaTools.stopServing";

    public const string UploadDeviceScripts = "otaTools.uploadDeviceScripts";

    /// <summary>Argument: the path of a full flash image.</summary>
    public const string ExtractApp = "otaTools.extractApp";

    /// <summary>Argument: <see cref="PasswordPlace"/>.</summary>
    public const string MoveWifiPassword = "otaTools.moveWifiPassword";

    /// <summary>Argument: <see cref="DocumentEdits"/>.</summary>
    public const string ApplyEdits = "otaTools.applyEdits";
}
