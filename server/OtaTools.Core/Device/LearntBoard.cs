using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Verdicts;

namespace OtaTools.Core.Device;

/// <summary>What was last learnt of a board, and how to tell that it is still that board.</summary>
/// <param name="Port">What was behind the port then; null for a socket, and where nothing is known of it.</param>
internal sealed record LearntBoard(BoardFacts Facts, PortInfo? Port)
{
    public static LearntBoard At(string port, BoardFacts facts) => new(facts, PortCatalog.Find(port));

    /// <summary>Not where another board is there by now; a board that is away for a while stays known.</summary>
    public bool IsStillAt(string port, RecentPorts ports) => IsNotContradictedBy(Port is null ? null : ports.Find(port));

    internal bool IsNotContradictedBy(PortInfo? now) =>
        Port is null || now is null
        || (Port.VendorId, Port.ProductId, Port.SerialNumber) == (now.VendorId, now.ProductId, now.SerialNumber);
}
