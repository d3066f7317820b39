using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OtaTools.Core.Device.Transport;

/// <summary>Whose a file is, on Linux: .NET tells its mode only.</summary>
internal static class LinuxFileOwner
{
    private const int RelativeToCurrentFolder = -100; // AT_FDCWD
    private const uint UserAndGroup = 0x8 | 0x10; // STATX_UID, STATX_GID
    private const int StatxSize = 256;
    private const int UserOffset = 20;
    private const int GroupOffset = 24;

    /// <returns>The numbers of its user and its group; null where the system does not tell.</returns>
    public static (uint User, uint Group)? Of(string path)
    {
        var buffer = new byte[StatxSize];
        try
        {
            return statx(RelativeToCurrentFolder, path, 0, UserAndGroup, buffer) == 0
                ? (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(UserOffset)), BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(GroupOffset)))
                : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null; // A C library older than 2018.
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] result);
}
