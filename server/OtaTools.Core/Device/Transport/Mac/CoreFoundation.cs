using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OtaTools.Core.Device.Transport.Mac;

/// <summary>The strings and numbers of macOS's own objects. What a function with Create or Copy in its name returns is ours to release.</summary>
[SupportedOSPlatform("macos")]
internal static partial class CoreFoundation
{
    private const string Library = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
    private const uint Utf8 = 0x08000100; // kCFStringEncodingUTF8
    private const nint SignedInt32 = 3; // kCFNumberSInt32Type
    private const int LongestText = 1024;

    /// <returns>Null where the name cannot be made.</returns>
    public static nint NewString(string text) => CFStringCreateWithCString(0, text, Utf8);

    public static void Release(nint value)
    {
        // Unlike free, CFRelease ends the process where it gets nothing.
        if (value != 0)
        {
            CFRelease(value);
        }
    }

    public static string? ToText(nint value)
    {
        var buffer = new byte[LongestText];
        return value != 0 && CFGetTypeID(value) == CFStringGetTypeID() && CFStringGetCString(value, buffer, buffer.Length, Utf8) != 0
            ? System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, Array.IndexOf(buffer, (byte)0)))
            : null;
    }

    public static int? ToNumber(nint value) =>
        value != 0 && CFGetTypeID(value) == CFNumberGetTypeID() && CFNumberGetValue(value, SignedInt32, out var number) != 0 ? number : null;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint CFStringCreateWithCString(nint allocator, string text, uint encoding);

    [LibraryImport(Library)]
    private static partial byte CFStringGetCString(nint text, [Out] byte[] buffer, nint size, uint encoding);

    [LibraryImport(Library)]
    private static partial nuint CFStringGetTypeID();

    [LibraryImport(Library)]
    private static partial byte CFNumberGetValue(nint number, nint type, out int value);

    [LibraryImport(Library)]
    private static partial nuint CFNumberGetTypeID();

    [LibraryImport(Library)]
    private static partial nuint CFGetTypeID(nint value);

    [LibraryImport(Library)]
    private static partial void CFRelease(nint value);
}
