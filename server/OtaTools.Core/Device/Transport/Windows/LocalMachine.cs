using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;

namespace OtaTools.Core.Device.Transport.Windows;

[SupportedOSPlatform("windows")]
internal sealed class LocalMachine : IRegistryView
{
    public IReadOnlyList<string> KeysOf(string path) => Read<IReadOnlyList<string>>(path, key => key.GetSubKeyNames()) ?? [];

    public IReadOnlyDictionary<string, string> ValuesOf(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return Read(path, TextOf) ?? values;

        Dictionary<string, string> TextOf(RegistryKey key)
        {
            foreach (var name in key.GetValueNames())
            {
                if (key.GetValue(name) is string text)
                {
                    values[name] = text;
                }
            }

            return values;
        }
    }

    /// <summary>A device that leaves takes its keys along while they are being read.</summary>
    private static T? Read<T>(string path, Func<RegistryKey, T> read)
        where T : class
    {
        try
        {
            using var key = Registry.LocalMachine.OpenSubKey(path);
            return key is null ? null : read(key);
        }
        catch (Exception e) when (e is IOException or SecurityException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
