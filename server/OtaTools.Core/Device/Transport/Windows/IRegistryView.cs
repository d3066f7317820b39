namespace OtaTools.Core.Device.Transport.Windows;

/// <summary>HKEY_LOCAL_MACHINE, as far as the list of ports looks at it. What is not there, or not ours to read, is empty.</summary>
internal interface IRegistryView
{
    IReadOnlyList<string> KeysOf(string path);

    /// <summary>The values that are text, by names that differ in more than case.</summary>
    IReadOnlyDictionary<string, string> ValuesOf(string path);
}
