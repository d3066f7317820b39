using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace OtaTools.Core.Serving.Addresses;

/// <summary>An IPv4 network.</summary>
internal readonly record struct Subnet(uint Network, uint Mask)
{
    /// <returns>Null where there is no mask, or it is none of a network.</returns>
    public static Subnet? Of(IPAddress? address, IPAddress? mask) =>
        Bits(address) is { } bits && Bits(mask) is { } ones && ones != 0 && BitOperations.TrailingZeroCount(ones) + BitOperations.PopCount(ones) == 32
            ? new Subnet(bits & ones, ones)
            : null;

    public bool Contains(IPAddress address) => Bits(address) is { } bits && (bits & Mask) == Network;

    /// <summary>192.168.1.0/24</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Network);
        return $"{new IPAddress(bytes)}/{BitOperations.PopCount(Mask)}";
    }

    private static uint? Bits(IPAddress? address) =>
        address?.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()) : null;
}
