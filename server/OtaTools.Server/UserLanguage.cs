using System.Globalization;
using System.Runtime.InteropServices;

namespace OtaTools.Server;

/// <summary>The language of messages. The runtime is culture-invariant, so it is read here and not by .NET.</summary>
internal static partial class UserLanguage
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>From the environment, or from Windows' setting.</summary>
    public static void Apply() => Use(Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? OfWindows());

    /// <param name="name">ja, ja-JP or ja_JP.UTF-8; anything that is not known means English.</param>
    public static void Use(string? name)
    {
        var language = name?.Split('.', '@')[0].Split('-', '_')[0].ToLowerInvariant();
        var culture = language == "ja" ? new CultureInfo("ja") : CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    private static string? OfWindows()
    {
        if (!OperatingSystem.IsWindows())
        {
            return null;
        }

        Span<char> buffer = stackalloc char[85]; // LOCALE_NAME_MAX_LENGTH
        var length = GetUserDefaultLocaleName(ref MemoryMarshal.GetReference(buffer), buffer.Length);
        return length > 1 ? new string(buffer[..(length - 1)]) : null;
    }

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetUserDefaultLocaleName(ref char name, int length);
}
