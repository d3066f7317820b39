using System.Text;

namespace OtaTools.Core.Device.Files;

/// <summary>What a board's boot.py is to us.</summary>
public enum BootPyKind
{
    /// <summary>There is none, or only comments, as on a board fresh from flashing.</summary>
    Empty,

    /// <summary>One of ours, of whatever version.</summary>
    Ours,

    /// <summary>A user's own that starts us.</summary>
    Hooked,

    /// <summary>A user's own: never overwritten unasked.</summary>
    Foreign,
}

/// <summary>What to do with a boot.py that is not ours.</summary>
public enum ForeignBootPy
{
    /// <summary>Nothing at all is uploaded; the user is asked.</summary>
    Refuse,

    /// <summary>Our lines go in front of the user's own.</summary>
    Hook,

    /// <summary>Ours takes its place; the user's own is kept as /boot.py.bak.</summary>
    Replace,

    /// <summary>It stays as it is; updates start only when it imports ota_boot.</summary>
    Keep,
}

/// <summary>Pure decisions about a boot.py.</summary>
public static class BootPy
{
    public const string Path = "/boot.py";
    public const string KeptAs = "/boot.py.bak";

    public static BootPyKind Classify(byte[]? content)
    {
        if (content is null)
        {
            return BootPyKind.Empty;
        }

        var lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0].StartsWith(DeviceScripts.BootPyMarker, StringComparison.Ordinal))
        {
            // Ours in front and a user's own behind it is a hooked file, to be left alone.
            return lines.Skip(1).Any(line => line == HookEnd) ? BootPyKind.Hooked : BootPyKind.Ours;
        }

        if (lines.All(line => line.Length == 0 || line[0] == '#'))
        {
            return BootPyKind.Empty;
        }

        return lines.Any(StartsUs) ? BootPyKind.Hooked : BootPyKind.Foreign;
    }

    /// <summary>ota_boot does it when it is imported; ota.boot(), without the guard, is what users of the original have.</summary>
    private static bool StartsUs(string line) =>
        line.Split('#')[0].TrimEnd() is "import ota_boot" || line.StartsWith("ota.boot()", StringComparison.Ordinal);

    private const string HookEnd = "# ---- the boot.py of before ----";

    /// <summary>The user's own behind ours, every byte of it; null where ours was not put in front by <see cref="Hook"/>.</summary>
    public static byte[]? Unhook(byte[] hooked)
    {
        // Editors may have changed the line ends, never the line.
        var ours = hooked.AsSpan().StartsWith(Encoding.UTF8.GetBytes(DeviceScripts.BootPyMarker));
        var end = hooked.AsSpan().IndexOf(Encoding.UTF8.GetBytes(HookEnd));
        var line = end < 0 ? -1 : hooked.AsSpan(end).IndexOf((byte)'\n');
        return ours && line >= 0 ? hooked[(end + line + 1)..] : null;
    }

    /// <summary>Our boot.py in front of the user's own.</summary>
    public static byte[] Hook(byte[] own) => [.. DeviceScripts.BootPy, .. Encoding.UTF8.GetBytes(HookEnd + "\n"), .. own];
}
