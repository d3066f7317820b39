using System.Buffers.Binary;
using System.Text;

namespace OtaTools.Core.Language.Facts;

/// <summary>The names in an index file, versions 2 to 4: gitformat-index(5).</summary>
internal static class GitIndexReader
{
    private const int HeaderBytes = 12, StatBytes = 40, LongestName = 4096;

    /// <summary>Names are compared as the file system at hand does.</summary>
    private static readonly StringComparer AsOnDisk = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <param name="hashBytes">20, or 32 in a repository of SHA-256.</param>
    /// <param name="wanted">Which names are kept; an index may have hundreds of thousands.</param>
    /// <returns>What could be read: nothing of what is no index, the first names of a damaged one.</returns>
    public static IReadOnlySet<string> Names(ReadOnlySpan<byte> index, int hashBytes, WantedName wanted)
    {
        var names = new HashSet<string>(AsOnDisk);
        if (index.Length < HeaderBytes || !index.StartsWith("DIRC"u8))
        {
            return names;
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(index[4..]);
        var count = BinaryPrimitives.ReadUInt32BigEndian(index[8..]);
        if (version is < 2 or > 4)
        {
            return names;
        }

        var name = new byte[LongestName];
        var length = 0;
        var at = HeaderBytes;
        for (var entry = 0u; entry < count && at + StatBytes + hashBytes + 2 < index.Length; entry++)
        {
            var start = at;
            at += StatBytes + hashBytes;
            var extended = version >= 3 && (index[at] & 0x40) != 0;
            at += extended ? 4 : 2;

            var kept = version == 4 ? Kept(index, ref at, length) : 0;
            var rest = at < index.Length ? index[at..].IndexOf((byte)0) : -1;
            if (rest < 0 || kept < 0 || kept + rest > LongestName)
            {
                break;
            }

            index.Slice(at, rest).CopyTo(name.AsSpan(kept));
            length = kept + rest;
            at += rest;
            at = version == 4 ? at + 1 : start + ((at - start + 8) & ~7);
            if (wanted(name.AsSpan(0, length)))
            {
                names.Add(Encoding.UTF8.GetString(name, 0, length));
            }
        }

        return names;
    }

    /// <summary>Version 4: how much of the name before goes on; negative where the number makes no sense.</summary>
    private static int Kept(ReadOnlySpan<byte> index, ref int at, int before)
    {
        var dropped = 0;
        for (var digit = 0; digit < 4 && at < index.Length; digit++)
        {
            var part = index[at++];
            dropped = digit == 0 ? part & 0x7F : ((dropped + 1) << 7) | (part & 0x7F);
            if ((part & 0x80) == 0)
            {
                return before - dropped;
            }
        }

        return -1;
    }

    internal delegate bool WantedName(ReadOnlySpan<byte> name);
}
