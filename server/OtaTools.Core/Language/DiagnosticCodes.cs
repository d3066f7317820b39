namespace OtaTools.Core.Language;

/// <summary>
/// The codes of diagnostics: stable names, for programs. What the verdict says of a file has its own, "firmware-" and the
/// finding's: firmware-full-flash, firmware-not-an-app, firmware-wrong-chip, firmware-too-long.
/// </summary>
public static class DiagnosticCodes
{
    // The file that a URL names.
    public const string FileMissing = "firmware-file-missing";
    public const string FirmwareUnreadable = "firmware-unreadable";

    // The URL.
    public const string UrlEmpty = "url-empty";
    public const string UrlInvalid = "url-invalid";
    public const string UrlPlaceholder = "url-placeholder";
    public const string SchemeMisspelt = "url-scheme-misspelt";
    public const string SchemeUnsupported = "url-scheme-unsupported";
    public const string HostLoopback = "host-loopback";
    public const string HostUnresolved = "host-unresolved";
    public const string HostNotThisComputer = "host-not-this-computer";
    public const string HostVirtual = "host-virtual-network";
    public const string PortDiffers = "port-differs";
    public const string PortMissing = "port-missing";

    // The other settings.
    public const string SsidEmpty = "ssid-empty";
    public const string SsidPlaceholder = "ssid-placeholder";
    public const string SsidTooLong = "ssid-too-long";
    public const string PasswordPlaceholder = "password-placeholder";
    public const string PasswordLength = "password-length";
    public const string PasswordTracked = "password-in-git";
    public const string WrongType = "setting-wrong-type";
    public const string OutOfRange = "setting-out-of-range";
    public const string KeyUnknown = "key-unknown";
    public const string KeyMissing = "key-missing";
}
