using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OtaTools.Core.Device.Transport.Mac;

/// <summary>IOKit's serial ports.</summary>
[SupportedOSPlatform("macos")]
internal static partial class SerialServices
{
    private const string Library = "/System/Library/Frameworks/IOKit.framework/IOKit";
    private const string Plane = "IOService"; // kIOServicePlane
    private const uint Upwards = 1 | 2; // kIORegistryIterateRecursively, kIORegistryIterateParents

    /// <summary>Calls back for each; what it gets is good until it returns.</summary>
    public static void ForEach(Action<ISerialService> look)
    {
        // The call after it takes the dictionary, whatever comes of it.
        if (IOServiceGetMatchingServices(0, IOServiceMatching("IOSerialBSDClient"), out var ports) != 0)
        {
            return;
        }

        try
        {
            while (IOIteratorNext(ports) is not 0 and var port)
            {
                try
                {
                    look(new Service(port));
                }
                finally
                {
                    _ = IOObjectRelease(port);
                }
            }
        }
        finally
        {
            _ = IOObjectRelease(ports);
        }
    }

    private static T With<T>(uint service, string property, Func<nint, T> convert)
    {
        var name = CoreFoundation.NewString(property);
        nint value = 0;
        try
        {
            value = name == 0 ? 0 : IORegistryEntrySearchCFProperty(service, Plane, name, 0, Upwards);
            return convert(value);
        }
        finally
        {
            CoreFoundation.Release(value);
            CoreFoundation.Release(name);
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint IOServiceMatching(string className);

    [LibraryImport(Library)]
    private static partial int IOServiceGetMatchingServices(uint mainPort, nint matching, out uint iterator);

    [LibraryImport(Library)]
    private static partial uint IOIteratorNext(uint iterator);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint IORegistryEntrySearchCFProperty(uint entry, string plane, nint key, nint allocator, uint options);

    [LibraryImport(Library)]
    private static partial int IOObjectRelease(uint value);

    private sealed class Service(uint port) : ISerialService
    {
        public string? Text(string property) => With(port, property, CoreFoundation.ToText);

        public int? Number(string property) => With(port, property, CoreFoundation.ToNumber);
    }
}
