using System.Reflection;
using System.Text;

namespace OtaTools.Core.Device;

/// <summary>What runs on boards: the files of server/device, as they were built in.</summary>
public static class DeviceScripts
{
    /// <summary>The files that live on a board, by their path there.</summary>
    public static byte[] BootPy { get; } = Load("device/boot.py");

    public static byte[] OtaPy { get; } = Load("device/ota.py");

    /// <summary>The first line of every boot.py of ours.</summary>
    public const string BootPyMarker = "# OtaTools boot.py";

    /// <summary>One-shot code for the raw REPL, with comments left out and indents narrowed: each byte costs 87 µs at 115200 baud.</summary>
    internal static string Snippet(string name)
    {
        var code = new StringBuilder();
        foreach (var line in Encoding.UTF8.GetString(Load($"snippets/{name}.py")).Split('\n'))
        {
            var text = line.TrimStart(' ');
            if (text.Length > 0 && text[0] != '#')
            {
                code.Append(' ', (line.Length - text.Length) / 4).Append(text).Append('\n');
            }
        }

        return code.ToString();
    }

    private static byte[] Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
